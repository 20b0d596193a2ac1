package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.sweep.PublicationSplit.Winner;
import dev.fieldmark.jobs.flink.sweep.TrialSplit.StateFile;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Trial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits as bytes of a checkpoint. */
final class SweepSplitSerializer implements SimpleVersionedSerializer<SweepSplit> {
    private static final int VERSION = 3;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(SweepSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(split instanceof TrialSplit);
        if (split instanceof TrialSplit trial) {
            write(trial, out);
        } else if (split instanceof PublicationSplit publication) {
            write(publication, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public SweepSplit deserialize(int version, byte[] bytes) throws IOException {
        SweepState.requireVersion(version, VERSION, "split");
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        return in.readBoolean() ? readTrialSplit(in) : readPublication(in);
    }

    private static void write(TrialSplit split, DataOutputStream out) throws IOException {
        write(split.trial(), out);
        out.writeInt(split.epoch());
        out.writeUTF(split.state().map(StateFile::path).orElse(""));
        out.writeInt(split.state().map(StateFile::epoch).orElse(0));
        out.writeBoolean(split.ending());
        out.writeBoolean(split.isOver());
        Handover left = split.handover().orElse(Handover.NOTHING);
        out.writeUTF(left.best());
        out.writeUTF(left.state());
        out.writeInt(split.unanswered().size());
        for (Report report : split.unanswered()) {
            out.writeInt(report.epoch());
            out.writeDouble(report.losses().trainLoss());
            out.writeDouble(report.losses().validLoss());
            out.writeBoolean(report.ended());
        }
    }

    private static TrialSplit readTrialSplit(DataInputStream in) throws IOException {
        Trial trial = readTrial(in);
        int epoch = in.readInt();
        String path = in.readUTF();
        int stateEpoch = in.readInt();
        boolean ending = in.readBoolean();
        boolean over = in.readBoolean();
        Handover left = new Handover(in.readUTF(), in.readUTF());
        int count = in.readInt();
        List<Report> unanswered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int reported = in.readInt();
            EpochLosses losses = new EpochLosses(in.readDouble(), in.readDouble());
            unanswered.add(new Report(trial.number(), reported, losses, in.readBoolean()));
        }
        return new TrialSplit(
                trial,
                epoch,
                path.isEmpty() ? Optional.empty() : Optional.of(new StateFile(path, stateEpoch)),
                ending,
                over ? Optional.of(left) : Optional.empty(),
                unanswered);
    }

    private static void write(PublicationSplit split, DataOutputStream out) throws IOException {
        out.writeBoolean(split.staged());
        out.writeDouble(split.bestLoss());
        out.writeInt(split.winners().size());
        for (Winner winner : split.winners()) {
            write(winner.trial(), out);
            out.writeInt(winner.epochs());
            out.writeUTF(winner.best());
        }
    }

    private static PublicationSplit readPublication(DataInputStream in) throws IOException {
        boolean staged = in.readBoolean();
        double bestLoss = in.readDouble();
        int count = in.readInt();
        List<Winner> winners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            winners.add(readWinner(in));
        }
        return new PublicationSplit(winners, bestLoss, staged);
    }

    private static Winner readWinner(DataInputStream in) throws IOException {
        return new Winner(readTrial(in), in.readInt(), in.readUTF());
    }

    private static void write(Trial trial, DataOutputStream out) throws IOException {
        out.writeInt(trial.number());
        out.writeInt(trial.parameters().size());
        for (Map.Entry<String, String> parameter : trial.parameters().entrySet()) {
            out.writeUTF(parameter.getKey());
            out.writeUTF(parameter.getValue());
        }
    }

    private static Trial readTrial(DataInputStream in) throws IOException {
        int number = in.readInt();
        int count = in.readInt();
        TreeMap<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            parameters.put(name, in.readUTF());
        }
        return new Trial(number, parameters);
    }
}
