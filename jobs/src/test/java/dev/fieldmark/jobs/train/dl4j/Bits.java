package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What came of a training, to the last bit. */
final class Bits {
    private Bits() {}

    static String of(EpochResult result) {
        return result.epoch() + " " + Double.toHexString(result.trainLoss()) + " "
                + Double.toHexString(result.validLoss()) + " " + result.best();
    }

    /** Of the epochs to the end, and of the bytes of the last state, which is saved in the folder. */
    static List<String> ofTheRest(Training training, Path folder) throws IOException {
        var bits = new ArrayList<String>();
        while (!training.over()) {
            bits.add(of(training.trainEpoch()));
        }
        Path state = Files.createTempFile(folder, "end", ".state");
        training.save(state);
        bits.add("state " + Arrays.hashCode(Files.readAllBytes(state)));
        return bits;
    }
}
