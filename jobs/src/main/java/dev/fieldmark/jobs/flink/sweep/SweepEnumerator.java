package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.sweep.PublicationSplit.Winner;
import dev.fieldmark.jobs.flink.sweep.SweepState.Publication;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.Searches;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * The study behind Flink's callbacks, all in one thread. When single readers fail Flink takes back the splits they got
 * since the last checkpoint but leaves the enumerator as it is: so it keeps what it knows, and hands the trials out
 * again.
 */
final class SweepEnumerator implements SplitEnumerator<SweepSplit, SweepState> {
    private static final long TABLE_INTERVAL_MILLIS = 500;
    /** To put an object takes some tens of milliseconds, in which nobody is answered. */
    private static final long OBJECT_INTERVAL_MILLIS = 2000;

    private final SplitEnumeratorContext<SweepSplit> context;
    private final SweepSetup setup;
    private final StudyFolder folder;
    private final SweepSpec spec;
    private final Searches study;
    private final BestFiles bestFiles;
    private final KeptStates keptStates;
    private Publication publication;
    /** Readers without work, in order of number; they ask again after a failure. */
    private final Set<Integer> idle = new TreeSet<>();
    /** Reader by trial, as far as it was heard of since the start. */
    private final Map<Integer, Integer> holders = new HashMap<>();
    /** Checkpoints with the publication in them: when one completes, nothing in the trials' folder is needed any more. */
    private final Set<Long> lastCheckpoints = new HashSet<>();

    /** Trials by checkpoint that go on once it completes: from then on no failure brings their last trainer back. */
    private final NavigableMap<Long, List<Integer>> reopenable = new TreeMap<>();

    private boolean tableChanged = true;

    SweepEnumerator(SplitEnumeratorContext<SweepSplit> context, SweepSetup setup, SweepState state) {
        this.context = context;
        this.setup = setup;
        this.folder = setup.studyFolder();
        this.spec = setup.parts().spec();
        this.study = spec.begin(InstantSource.system(), state.searches());
        this.bestFiles = new BestFiles(state.bestFiles());
        this.keptStates = new KeptStates(folder, state.keptStates());
        this.publication = study.isOver() ? state.publication() : Publication.TO_COME;
        reopen(study.reopenable());
    }

    @Override
    public void start() {
        long interval = folder.path().isOnDisk() ? TABLE_INTERVAL_MILLIS : OBJECT_INTERVAL_MILLIS;
        context.callAsync(() -> true, (yes, failure) -> writeTable(), 0, interval);
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        idle.add(subtask);
        serve();
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        if (event instanceof SweepEvent.Holds holds) {
            holds.trials().forEach(trial -> holds(subtask, trial));
            if (holds.publication()) {
                publication = Publication.WITH_A_READER;
            }
        } else if (event instanceof SweepEvent.Reports reports) {
            holders.put(reports.report().trial(), subtask);
            study.report(reports.report()).forEach(this::send);
        } else if (event instanceof SweepEvent.EndsEarly ends) {
            holders.put(ends.trial(), subtask);
            study.endEarly(ends.trial()).forEach(this::send);
        } else if (event instanceof SweepEvent.Finishes finishes) {
            finish(finishes.trial(), finishes.handover());
            context.sendEventToSourceReader(subtask, new SweepEvent.Finished(finishes.trial()));
        } else if (event instanceof SweepEvent.Stages) {
            staged();
            context.sendEventToSourceReader(subtask, new SweepEvent.Staged());
        }
        tableChanged = true;
        serve();
    }

    private void finish(int trial, Handover left) {
        study.finish(trial);
        bestFiles.add(trial, left.best());
        bestFiles.keepOnly(leaders().stream().map(TrialRow::trial).toList());
        keptStates.add(trial, left.state(), study);
    }

    private void staged() {
        if (!study.isOver()) {
            return; // a winner from before the budget grew
        }
        publication = Publication.STAGED;
        tableChanged = true;
        writeTable(); // the last time: the job may end before the next turn
        try {
            keptStates.deleteOthersThan(bestFiles.files().values());
            folder.writeFinishedState(
                    new SweepState(study.states(), bestFiles.copiedTo(folder), keptStates.files(), publication));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void holds(int subtask, int trial) {
        holders.put(trial, subtask);
        study.hold(trial);
        lastCheckpoints.clear();
    }

    /** A reader that is not there repeats its report when it comes back. */
    private void send(Answer answer) {
        int holder = holders.getOrDefault(answer.trial(), -1);
        if (context.registeredReaders().containsKey(holder)) {
            context.sendEventToSourceReader(
                    holder,
                    new SweepEvent.Answered(
                            answer, study.leads(answer.trial(), spec.ensemble()), StudyProgress.of(study)));
        }
    }

    /** They only ever get better: who leads no more never will. */
    private List<TrialRow> leaders() {
        return study.leaders(spec.ensemble());
    }

    private void serve() {
        for (Iterator<Integer> readers = idle.iterator(); readers.hasNext(); ) {
            int reader = readers.next();
            if (!context.registeredReaders().containsKey(reader) || serve(reader)) {
                readers.remove();
            }
        }
        unblock();
    }

    private boolean serve(int reader) {
        Optional<Trial> trial = study.next();
        if (trial.isPresent()) {
            assign(trial.get(), reader);
            return true;
        }
        if (!study.isOver()) {
            return false;
        }
        return switch (publication) {
            case TO_COME -> {
                publication = Publication.WITH_A_READER;
                context.assignSplit(new PublicationSplit(winners(), study.bestLoss(), false), reader);
                yield true;
            }
            case WITH_A_READER -> false;
            case STAGED -> {
                writeTable(); // the job may end before the next turn
                context.signalNoMoreSplits(reader);
                yield true;
            }
        };
    }

    private void assign(Trial trial, int reader) {
        holders.put(trial.number(), reader);
        context.assignSplit(
                keptStates
                        .before(trial.number(), spec.search(trial.number()).maxEpochs())
                        .map(kept -> TrialSplit.goingOn(trial, kept, study.rungReport(trial.number(), kept.epoch())))
                        .orElseGet(() -> TrialSplit.of(trial)),
                reader);
        tableChanged = true;
    }

    /**
     * After a change of parallelism all readers may wait at rungs for a trial that nobody has: one of them takes it, for
     * trials with lower numbers go first.
     */
    private void unblock() {
        for (int waiting : study.undecided()) {
            int holder = holders.getOrDefault(waiting, -1);
            boolean lower =
                    study.givenBack().filter(trial -> trial.number() < waiting).isPresent();
            if (lower && context.registeredReaders().containsKey(holder)) {
                assign(study.next().orElseThrow(), holder);
            }
        }
    }

    /** None where a search has none. */
    private List<Winner> winners() {
        return study.hasWinners()
                ? leaders().stream()
                        .map(row -> new Winner(
                                study.trial(row.trial()),
                                row.epochs().size(),
                                bestFiles.file(row.trial()).orElse("")))
                        .toList()
                : List.of();
    }

    @Override
    public void addSplitsBack(List<SweepSplit> splits, int subtask) {
        lastCheckpoints.clear();
        idle.remove(subtask);
        for (SweepSplit split : splits) {
            if (split instanceof TrialSplit trial) {
                holders.remove(trial.number());
                study.giveBack(trial.number());
            } else {
                publication = Publication.TO_COME;
            }
        }
        tableChanged = true;
        serve();
    }

    @Override
    public SweepState snapshotState(long checkpoint) {
        if (isOver()) {
            lastCheckpoints.add(checkpoint);
        }
        reopenable.put(checkpoint, study.reopenable());
        return new SweepState(study.states(), bestFiles.files(), keptStates.files(), publication);
    }

    private boolean isOver() {
        return study.isOver() && publication == Publication.STAGED;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws IOException {
        if (lastCheckpoints.contains(checkpoint)) {
            folder.trials().deleteTree();
        }
        List<Integer> safe = reopenable.headMap(checkpoint, true).values().stream()
                .flatMap(List::stream)
                .filter(study.reopenable()::contains)
                .distinct()
                .toList();
        reopenable.headMap(checkpoint, true).clear();
        reopen(safe);
        serve();
    }

    /** These go on with the larger budget; the weights they handed over may not be their best for long. */
    private void reopen(List<Integer> trials) {
        for (int trial : trials) {
            study.reopen(trial);
            bestFiles.forget(trial);
        }
    }

    private void writeTable() {
        if (!tableChanged) {
            return;
        }
        tableChanged = false;
        String phase = isOver() ? "over" : study.isOver() ? "publishing" : StudyTable.TRAINING;
        try {
            folder.write(new StudyTable(
                    spec.study(),
                    setup.hashes().fingerprint(),
                    phase,
                    study.ended(),
                    study.total(),
                    study.irreproducible(),
                    study.table()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
