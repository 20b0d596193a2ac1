package dev.fieldmark.api.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CombinerTest {
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        clients.shutdownNow();
    }

    @Test
    void answersOneWhoAsksAloneAtOnce() {
        var combiner = new Combiner<Integer, Integer>(CombinerTest::doubled, 1, 8);
        assertThat(combiner.ask(3)).isEqualTo(6);
        assertThat(combiner.ask(4)).isEqualTo(8);
    }

    @Test
    void runsWhatGatheredMeanwhileAsOneBatch() throws Exception {
        var gate = new CountDownLatch(1);
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        var combiner = new Combiner<Integer, Integer>(
                questions -> {
                    sizes.add(questions.size());
                    pass(gate);
                    return doubled(questions);
                },
                1,
                8);
        var answers = new ArrayList<Future<Integer>>();
        answers.add(clients.submit(() -> combiner.ask(0)));
        await(() -> sizes.size() == 1);
        var asked = new AtomicInteger();
        for (int i = 1; i <= 10; i++) {
            int question = i;
            answers.add(clients.submit(() -> {
                asked.incrementAndGet();
                return combiner.ask(question);
            }));
        }
        await(() -> asked.get() == 10);
        Thread.sleep(50); // from the count to the queue
        gate.countDown();
        for (int i = 0; i <= 10; i++) {
            assertThat(answers.get(i).get()).isEqualTo(2 * i);
        }
        assertThat(sizes)
                .as("one alone, then as many as the largest batch has, then the rest")
                .containsExactly(1, 8, 2);
    }

    @Test
    void throwsToEachOfABatchAndGoesOn() throws Exception {
        var combiner = new Combiner<Integer, Integer>(
                questions -> {
                    if (questions.contains(13)) {
                        throw new IllegalStateException("thirteen");
                    }
                    return doubled(questions);
                },
                2,
                8);
        assertThatThrownBy(() -> combiner.ask(13))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thirteen");
        assertThat(combiner.ask(1)).isEqualTo(2);
    }

    @Test
    void neverRunsMoreBatchesAtOnceThanItHasSlotsAndMixesNoAnswers() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var combiner = new Combiner<Integer, Integer>(
                questions -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    try {
                        return doubled(questions);
                    } finally {
                        running.decrementAndGet();
                    }
                },
                2,
                4);
        List<Future<Boolean>> all = IntStream.range(0, 12)
                .mapToObj(client -> clients.submit(() -> IntStream.range(0, 2000)
                        .map(i -> client * 2000 + i)
                        .allMatch(question -> combiner.ask(question) == 2 * question)))
                .toList();
        for (Future<Boolean> one : all) {
            assertThat(one.get()).isTrue();
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    private static List<Integer> doubled(List<Integer> questions) {
        return questions.stream().map(question -> 2 * question).toList();
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }
}
