package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.Encoder;

/** An epoch as a line of JSON; numbers read back to the same bits, a loss that is none is "NaN" or "Infinity". */
final class MetricsEncoder implements Encoder<SweepRecord>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(SweepRecord epoch, OutputStream out) throws IOException {
        Map<String, Object> line = new TreeMap<>();
        line.put("trial", epoch.trial());
        line.put("epoch", epoch.epoch());
        line.put("trainLoss", epoch.trainLoss());
        line.put("validLoss", epoch.validLoss());
        line.put("best", epoch.best());
        line.put("images", epoch.images());
        line.put("seconds", epoch.seconds());
        out.write((Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
