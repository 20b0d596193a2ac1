package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SweepSplitSerializerTest {
    private static final Trial TRIAL = new Trial(3, new TreeMap<>(Map.of("learning-rate", "0.01", "network", "net7")));

    private final SweepSplitSerializer serializer = new SweepSplitSerializer();

    private void assertReadsBack(SweepSplit split) throws IOException {
        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
                .isEqualTo(split);
    }

    @Test
    void splitsReadBackAsTheyWere() throws IOException {
        TrialSplit fresh = TrialSplit.of(TRIAL);
        TrialSplit emitted = fresh.emitted(
                        new Report(3, 1, new EpochLosses(0.1, Double.NaN), false),
                        Optional.of(new TrialSplit.StateFile("/s", 1)))
                .emitted(new Report(3, 2, new EpochLosses(0.1, 0.2), false), Optional.empty());
        assertReadsBack(fresh);
        assertReadsBack(emitted);
        assertReadsBack(emitted.answered(new Answer(3, 2, true)));
        assertReadsBack(emitted.over(new Handover("/best", "/state")));
        assertReadsBack(emitted.over(Handover.NOTHING));
        assertReadsBack(new PublicationSplit(List.of(), Double.NaN, true));
        assertReadsBack(new PublicationSplit(
                List.of(new PublicationSplit.Winner(TRIAL, 9, "/best"), new PublicationSplit.Winner(TRIAL, 7, "")),
                0.5,
                false));
    }

    @Test
    void refusesAnotherVersion() {
        assertThatThrownBy(() -> serializer.deserialize(1, new byte[0]))
                .hasMessage("version of a checkpoint's split was 1 but must be 3");
    }
}
