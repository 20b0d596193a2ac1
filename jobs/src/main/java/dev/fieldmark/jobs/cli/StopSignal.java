package dev.fieldmark.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C and SIGTERM do until this is closed. A shutdown hook would not do: ONNX Runtime and Flink have theirs, which
 * take away what a stream still needs to end in order.
 */
final class StopSignal implements AutoCloseable {
    private record Replaced(Signal signal, SignalHandler handler) {}

    private final List<Replaced> replaced = new ArrayList<>();

    private StopSignal() {}

    /** The first signal does this; another ends the process at once. */
    static StopSignal on(Runnable stop) {
        var stopSignal = new StopSignal();
        var told = new AtomicBoolean();
        for (String name : List.of("INT", "TERM")) {
            var signal = new Signal(name);
            SignalHandler handler = received -> {
                if (told.getAndSet(true)) {
                    Runtime.getRuntime().halt(128 + received.getNumber());
                }
                stop.run();
            };
            stopSignal.replaced.add(new Replaced(signal, Signal.handle(signal, handler)));
        }
        return stopSignal;
    }

    @Override
    public void close() {
        replaced.forEach(before -> Signal.handle(before.signal(), before.handler()));
    }
}
