package dev.fieldmark.bench.serve;

import dev.fieldmark.bench.speed.Spread;
import dev.fieldmark.store.StoreLocation;
import java.util.ArrayList;
import java.util.List;

/**
 * How a service starts.
 *
 * @param firstAnswerMillis from the start of the process to the end of its first answer
 * @param idleMebibytes resident, two seconds after that answer
 */
public record StartFigures(String name, Spread firstAnswerMillis, Spread idleMebibytes) {
    private static final long IDLE_MILLIS = 2000;

    /**
     * @param command that starts it
     * @param path where it is asked
     */
    public static StartFigures of(
            String name, List<String> command, StoreLocation store, String path, byte[] png, int starts)
            throws Exception {
        var millis = new ArrayList<Double>();
        var mebibytes = new ArrayList<Double>();
        for (int i = 0; i < starts; i++) {
            try (var service = ServiceProcess.start(command, store);
                    var client = KeepAliveClient.open(service.uri(), path, "image/png", png)) {
                client.ask();
                millis.add(service.ageMillis());
                Thread.sleep(IDLE_MILLIS);
                mebibytes.add(service.residentMebibytes());
            }
        }
        return new StartFigures(name, Spread.of(millis), Spread.of(mebibytes));
    }
}
