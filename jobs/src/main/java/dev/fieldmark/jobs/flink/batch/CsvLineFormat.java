package dev.fieldmark.jobs.flink.batch;

import dev.fieldmark.jobs.data.CsvLine;
import dev.fieldmark.jobs.data.CsvLines;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** A CSV, read in one piece so that lines have numbers; the source decompresses by the file's name. */
final class CsvLineFormat extends SimpleStreamFormat<CsvLine> {
    private static final long serialVersionUID = 1;

    @Override
    public StreamFormat.Reader<CsvLine> createReader(Configuration configuration, FSDataInputStream stream) {
        CsvLines lines = new CsvLines(stream);
        return new StreamFormat.Reader<>() {
            @Override
            public @Nullable CsvLine read() {
                return lines.next().orElse(null);
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    @Override
    public TypeInformation<CsvLine> getProducedType() {
        return TypeInformation.of(CsvLine.class);
    }
}
