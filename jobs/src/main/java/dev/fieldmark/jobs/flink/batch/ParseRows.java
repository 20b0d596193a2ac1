package dev.fieldmark.jobs.flink.batch;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.CsvLine;
import dev.fieldmark.jobs.data.ParsedRow;
import dev.fieldmark.jobs.data.RowParser;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Lines after the header to faces and bad rows. */
final class ParseRows extends RichFlatMapFunction<CsvLine, ParsedRow> {
    private static final long serialVersionUID = 1;

    private final CsvForm form;

    @SuppressWarnings("NullAway.Init")
    private transient RowParser parser;

    ParseRows(CsvForm form) {
        this.form = form;
    }

    @Override
    public void open(OpenContext context) {
        parser = new RowParser(form);
    }

    @Override
    public void flatMap(CsvLine line, Collector<ParsedRow> rows) {
        if (line.number() > 1) {
            rows.collect(parser.parse(line));
        }
    }
}
