package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.sweep.EpochLog.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One study of {@link LongParts} on a cluster whose processes are killed under it, one after the other. */
final class KilledStudy {
    static final Duration EPOCH = Duration.ofMillis(100);

    private static final int MORE_KILLS_BEFORE_THE_END = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** When a process is killed. */
    private enum Moment {
        /** While both slots train. */
        ANY,
        /** While the process that was killed last, or another, or the job, starts anew. */
        IN_A_START,
        /** Once Flink has made the folder of the next checkpoint. */
        IN_A_CHECKPOINT,
        /** Once there is a folder with the publication: while the winner is packed, or waits for the checkpoint. */
        AFTER_STAGING,
        /** Once the store has the version: in the middle of the committer's work. */
        AFTER_PUBLISH,
        /** Once the outcome is written: while the committer removes files and the job ends. */
        AFTER_OUTCOME;

        private static final List<Moment> BEFORE_THE_END = List.of(ANY, ANY, IN_A_START, IN_A_CHECKPOINT);
        private static final List<Moment> AT_THE_END = List.of(AFTER_STAGING, AFTER_PUBLISH, AFTER_OUTCOME);
    }

    private final KillableCluster cluster;
    private final FlinkRest rest;
    private final Path jar;
    private final SweepRuns runs;
    private final Random random;
    private final List<Outage> outages = new ArrayList<>();
    private final Instant start = Instant.now();
    private Moment reason = Moment.ANY;
    private String job = "";
    private Instant lastKill = Instant.now();
    private Instant jobManagerDeath = Instant.MAX;
    private Instant nextLook = Instant.MIN;
    private Instant lastGood = Instant.now();
    private int jobManagerKills;
    private int taskManagerKills;
    private int submissions;
    private int restarts;
    private int restartsOfThisJob;
    private int gaveUp;

    KilledStudy(KillableCluster cluster, Path jar, SweepRuns runs, Random random) {
        this.cluster = cluster;
        this.rest = new FlinkRest(cluster.address());
        this.jar = jar;
        this.runs = runs;
        this.random = random;
    }

    /** Runs the study to its end, with so many kills at most. */
    KillTally run(int most) throws Exception {
        Files.createDirectories(runs.folder());
        List<Moment> moments = moments();
        for (Moment moment : moments.subList(Math.max(0, moments.size() - most), moments.size())) {
            if (!await(moment)) {
                break;
            }
        }
        while (goOn()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        restarts += restartsOfThisJob;
        return new KillTally(
                jobManagerKills,
                taskManagerKills,
                submissions,
                restarts,
                gaveUp,
                runs.study().table().trials().stream()
                        .mapToInt(row -> row.epochs().size())
                        .sum(),
                runs.epochLog().work(cluster.deaths(), outages));
    }

    private List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < MORE_KILLS_BEFORE_THE_END; i++) {
            moments.add(Moment.BEFORE_THE_END.get(random.nextInt(Moment.BEFORE_THE_END.size())));
        }
        moments.addAll(Moment.AT_THE_END);
        return moments;
    }

    /** Kills one of the processes at such a moment; false where the study ended before. */
    private boolean await(Moment moment) throws Exception {
        reason = moment;
        return switch (moment) {
            case ANY -> awaitTraining() && after(Duration.ofSeconds(3));
            case IN_A_START -> after(Duration.ofSeconds(6));
            case IN_A_CHECKPOINT ->
                awaitTraining() && awaitNew(runs.study().checkpoints().localFolder(), 2) && after(Duration.ZERO);
            case AFTER_STAGING -> awaitNew(runs.study().publish().localFolder(), 1) && after(EPOCH.multipliedBy(8));
            case AFTER_PUBLISH -> awaitNew(storeFolder(), 1) && after(EPOCH.multipliedBy(4));
            case AFTER_OUTCOME -> awaitFile(runs.study().outcomeFile().localFolder()) && after(EPOCH.multipliedBy(10));
        };
    }

    private Path storeFolder() {
        return runs.folder().resolve("store").resolve(FakeParts.MODEL.value());
    }

    // --- waiting, while a user would submit the job again wherever that is needed
    // -------------------------------------

    /** Until every task manager trains again; or some seconds, for one may have nothing to do. */
    private boolean awaitTraining() throws Exception {
        Instant atMost = lastKill.plusSeconds(10);
        while (Instant.now().isBefore(atMost) && !everyoneHasTrainedSince(lastKill)) {
            if (!goOn()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private boolean everyoneHasTrainedSince(Instant since) throws IOException {
        for (long process : cluster.taskManagers()) {
            if (!runs.epochLog().hasTrainedSince(process, since)) {
                return false;
            }
        }
        return !job.isEmpty();
    }

    private boolean awaitFile(Path file) throws Exception {
        while (!Files.exists(file)) {
            if (!goOn()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }

    /** Until there is a file so deep in the folder that was not there before. */
    private boolean awaitNew(Path folder, int depth) throws Exception {
        Set<Path> known = files(folder, depth);
        while (known.containsAll(files(folder, depth))) {
            if (!goOn()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }

    private static Set<Path> files(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> found = Files.find(folder, depth, (file, attributes) -> true)) {
            return new HashSet<>(found.filter(file -> folder.relativize(file).getNameCount() == depth)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> depth == 1 || file.getFileName().toString().startsWith("chk-"))
                    .toList());
        } catch (IOException | java.io.UncheckedIOException e) {
            return Set.of(); // it changes under our eyes
        }
    }

    /** What a user does who looks at the job now and then; false once the study is over. */
    private boolean goOn() throws Exception {
        if (Instant.now().isBefore(nextLook)) {
            return true;
        }
        nextLook = Instant.now().plusMillis(200);
        try {
            boolean goesOn = look();
            lastGood = Instant.now();
            return goesOn;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains(" is finished; ")) {
                return false;
            }
            if (lastGood.plus(PATIENCE).isBefore(Instant.now())) {
                throw e;
            }
            return true; // the job manager is not up yet
        }
    }

    private boolean look() throws Exception {
        cluster.replaceEndedTaskManagers();
        if (job.isEmpty()) {
            submit();
            return true;
        }
        String state = rest.state(job);
        restartsOfThisJob = Math.max(restartsOfThisJob, restartsSoFar());
        if (state.equals("FAILED")) {
            gaveUp++;
            submit();
        }
        return !state.equals("FINISHED");
    }

    private int restartsSoFar() throws Exception {
        return rest.get("/jobs/" + job + "/metrics?get=numRestarts").findValuesAsText("value").stream()
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private void submit() throws Exception {
        String uploaded = rest.upload(jar);
        job = rest.run(
                uploaded,
                FakeSweepJob.class.getName(),
                List.of(runs.folder().toString(), "2", Long.toString(EPOCH.toMillis())),
                "");
        submissions++;
        restarts += restartsOfThisJob;
        restartsOfThisJob = 0;
        if (jobManagerDeath.isBefore(Instant.now())) {
            outages.add(new Outage(jobManagerDeath, Instant.now()));
            jobManagerDeath = Instant.MAX;
        }
    }

    // --- the kill ---------------------------------------------------------------------------------------------------

    /** Within that time, at random; it may hit in the middle of a submission. */
    private boolean after(Duration most) throws Exception {
        long millis = most.isZero() ? 0 : random.nextLong(most.toMillis());
        int victim = random.nextInt(3);
        CompletableFuture<Boolean> due = millis == 0
                ? CompletableFuture.completedFuture(true)
                : CompletableFuture.supplyAsync(
                        () -> true, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        while (!due.isDone()) {
            if (!goOn()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        kill(victim);
        return true;
    }

    private void kill(int victim) throws Exception {
        lastKill = Instant.now();
        System.out.printf(
                Locale.ROOT,
                "%6.1f s: kill -9 of the %s, %s%n",
                Duration.between(start, lastKill).toMillis() / 1000.0,
                victim == 2 ? "job manager" : "task manager " + victim,
                reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (victim == 2) {
            jobManagerDeath = jobManagerDeath.isBefore(lastKill) ? jobManagerDeath : lastKill;
            cluster.replaceJobManager();
            jobManagerKills++;
            job = "";
        } else {
            cluster.replaceTaskManager(victim);
            taskManagerKills++;
        }
    }
}
