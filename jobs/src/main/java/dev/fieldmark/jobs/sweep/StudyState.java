package dev.fieldmark.jobs.sweep;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a study knows: what a checkpoint keeps of it.
 *
 * @param trials by number, from 0
 * @param deadline after which no further trial starts
 * @param irreproducible reports that differed from what was known
 */
public record StudyState(List<TrialHistory> trials, Optional<Instant> deadline, int irreproducible) {
    public StudyState {
        trials = List.copyOf(trials);
    }

    /** Before the first trial. */
    public static StudyState empty() {
        return new StudyState(List.of(), Optional.empty(), 0);
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(irreproducible);
        out.writeUTF(deadline.map(Instant::toString).orElse(""));
        out.writeInt(trials.size());
        for (TrialHistory trial : trials) {
            out.writeInt(trial.parameters().size());
            for (var parameter : trial.parameters().entrySet()) {
                out.writeUTF(parameter.getKey());
                out.writeUTF(parameter.getValue());
            }
            out.writeLong(trial.start());
            out.writeUTF(trial.standing().name());
            out.writeUTF(trial.end().map(End::name).orElse(""));
            out.writeBoolean(trial.undecided());
            out.writeInt(trial.lastEpoch());
            for (EpochLosses losses : trial.epochs()) {
                out.writeDouble(losses.trainLoss());
                out.writeDouble(losses.validLoss());
            }
        }
    }

    public static StudyState readFrom(DataInput in) throws IOException {
        int irreproducible = in.readInt();
        String deadline = in.readUTF();
        int count = in.readInt();
        List<TrialHistory> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(readTrial(in));
        }
        return new StudyState(
                trials, deadline.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(deadline)), irreproducible);
    }

    private static TrialHistory readTrial(DataInput in) throws IOException {
        SortedMap<String, String> parameters = new TreeMap<>();
        int parameterCount = in.readInt();
        for (int i = 0; i < parameterCount; i++) {
            String name = in.readUTF();
            parameters.put(name, in.readUTF());
        }
        long start = in.readLong();
        TrialHistory.Standing standing = TrialHistory.Standing.valueOf(in.readUTF());
        String end = in.readUTF();
        boolean undecided = in.readBoolean();
        int count = in.readInt();
        List<EpochLosses> epochs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            epochs.add(new EpochLosses(in.readDouble(), in.readDouble()));
        }
        return new TrialHistory(
                parameters,
                start,
                epochs,
                undecided,
                end.isEmpty() ? Optional.empty() : Optional.of(End.valueOf(end)),
                standing);
    }
}
