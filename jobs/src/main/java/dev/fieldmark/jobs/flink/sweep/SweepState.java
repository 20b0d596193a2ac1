package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.StudyState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The enumerator's part of a checkpoint.
 *
 * @param searches in the order of the spec; none before the start
 * @param bestFiles file of the best weights by trial, of trials that may still win
 * @param keptStates training state by trial, of trials that completed: with it they go on if the budget grows
 */
record SweepState(
        List<StudyState> searches,
        SortedMap<Integer, String> bestFiles,
        SortedMap<Integer, TrialSplit.StateFile> keptStates,
        Publication publication) {
    /** Where the publication is. */
    enum Publication {
        TO_COME,
        WITH_A_READER,
        STAGED
    }

    SweepState {
        searches = List.copyOf(searches);
        bestFiles = Collections.unmodifiableSortedMap(new TreeMap<>(bestFiles));
        keptStates = Collections.unmodifiableSortedMap(new TreeMap<>(keptStates));
    }

    static SweepState empty() {
        return new SweepState(List.of(), new TreeMap<>(), new TreeMap<>(), Publication.TO_COME);
    }

    /** The winner is to be published, whatever was before. */
    SweepState unpublished() {
        return new SweepState(searches, bestFiles, keptStates, Publication.TO_COME);
    }

    static void requireVersion(int version, int known, String what) throws IOException {
        if (version != known) {
            throw new IOException("version of a checkpoint's " + what + " was " + version + " but must be " + known);
        }
    }

    /** As bytes of a checkpoint. */
    static final class Serializer implements SimpleVersionedSerializer<SweepState> {
        private static final int VERSION = 3;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(SweepState state) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(VERSION); // where the bytes stand alone in a file
            out.writeInt(state.searches.size());
            for (StudyState search : state.searches) {
                search.writeTo(out);
            }
            out.writeUTF(state.publication.name());
            out.writeInt(state.bestFiles.size());
            for (Map.Entry<Integer, String> file : state.bestFiles.entrySet()) {
                out.writeInt(file.getKey());
                out.writeUTF(file.getValue());
            }
            out.writeInt(state.keptStates.size());
            for (Map.Entry<Integer, TrialSplit.StateFile> kept : state.keptStates.entrySet()) {
                out.writeInt(kept.getKey());
                out.writeUTF(kept.getValue().path());
                out.writeInt(kept.getValue().epoch());
            }
            return bytes.toByteArray();
        }

        @Override
        public SweepState deserialize(int version, byte[] bytes) throws IOException {
            requireVersion(version, VERSION, "study");
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            requireVersion(in.readInt(), VERSION, "study");
            int searchCount = in.readInt();
            List<StudyState> searches = new ArrayList<>();
            for (int i = 0; i < searchCount; i++) {
                searches.add(StudyState.readFrom(in));
            }
            Publication publication = Publication.valueOf(in.readUTF());
            int count = in.readInt();
            TreeMap<Integer, String> bestFiles = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                int trial = in.readInt();
                bestFiles.put(trial, in.readUTF());
            }
            TreeMap<Integer, TrialSplit.StateFile> keptStates = new TreeMap<>();
            int kept = in.readInt();
            for (int i = 0; i < kept; i++) {
                int trial = in.readInt();
                keptStates.put(trial, new TrialSplit.StateFile(in.readUTF(), in.readInt()));
            }
            return new SweepState(searches, bestFiles, keptStates, publication);
        }
    }
}
