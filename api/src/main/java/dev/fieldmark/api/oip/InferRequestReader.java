package dev.fieldmark.api.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the JSON of an inference request token by token: a hostile one takes no more memory than the largest batch. What
 * it does not know, it skips.
 */
final class InferRequestReader {
    private static final int MOST_OUTPUTS = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonCursor cursor;
    private final int mostValues;
    private Optional<String> id = Optional.empty();
    private boolean binaryOutputs;
    private Optional<InferRequest.Input> input = Optional.empty();
    private final List<InferRequest.Output> outputs = new ArrayList<>();

    private InferRequestReader(JsonCursor cursor, int mostValues) {
        this.cursor = cursor;
        this.mostValues = mostValues;
    }

    /** @param mostValues of an input */
    static InferRequest read(InferBody body, int mostValues) throws IOException {
        try (JsonParser parser = JSON.createParser(body.bytes(), 0, body.jsonLength())) {
            parser.nextToken();
            InferRequest request = new InferRequestReader(new JsonCursor(parser), mostValues).request();
            if (parser.nextToken() != null) {
                throw JsonCursor.bad("the request goes on after its JSON object; bytes behind it need a header "
                        + InferBody.JSON_LENGTH);
            }
            return request;
        } catch (JsonProcessingException e) {
            throw JsonCursor.bad("the request is no JSON: " + e.getOriginalMessage() + " in line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
    }

    private InferRequest request() throws IOException {
        cursor.object("the request", member -> {
            switch (member) {
                case "id" -> id = Optional.of(cursor.text("id"));
                case "parameters" -> cursor.object("parameters", this::parameter);
                case "inputs" -> cursor.array("inputs", this::input);
                case "outputs" -> cursor.array("outputs", this::output);
                default -> cursor.skip();
            }
        });
        return new InferRequest(
                id,
                binaryOutputs,
                input.orElseThrow(() -> JsonCursor.bad("inputs has none but must have one")),
                outputs);
    }

    private void parameter(String name) throws IOException {
        if (name.equals("binary_data_output")) {
            binaryOutputs = cursor.truth("parameters." + name);
        } else {
            cursor.skip();
        }
    }

    private void input(int index) throws IOException {
        if (input.isPresent()) {
            throw JsonCursor.bad("inputs has more than one but must have one");
        }
        input = Optional.of(new InputReader(cursor, mostValues).read());
    }

    private void output(int index) throws IOException {
        if (index == MOST_OUTPUTS) {
            throw JsonCursor.bad("outputs has more than " + MOST_OUTPUTS);
        }
        outputs.add(new OutputReader(cursor, "outputs[" + index + "]").read());
    }

    private static <T> T required(Optional<T> value, String what) {
        return value.orElseThrow(() -> JsonCursor.bad(what + " is missing"));
    }

    private static final class InputReader {
        private static final String WHAT = "inputs[0]";

        private final JsonCursor cursor;
        private final int mostValues;
        private Optional<String> name = Optional.empty();
        private Optional<String> datatype = Optional.empty();
        private Optional<List<Long>> shape = Optional.empty();
        private Optional<Long> binarySize = Optional.empty();
        private Optional<JsonTensor> data = Optional.empty();

        InputReader(JsonCursor cursor, int mostValues) {
            this.cursor = cursor;
            this.mostValues = mostValues;
        }

        InferRequest.Input read() throws IOException {
            cursor.object(WHAT, member -> {
                String what = WHAT + "." + member;
                switch (member) {
                    case "name" -> name = Optional.of(cursor.text(what));
                    case "datatype" -> datatype = Optional.of(cursor.text(what));
                    case "shape" -> shape = Optional.of(shape(what));
                    case "parameters" -> cursor.object(what, this::parameter);
                    case "data" -> data = Optional.of(JsonTensor.read(cursor, what, mostValues));
                    default -> cursor.skip();
                }
            });
            return new InferRequest.Input(
                    required(name, WHAT + ".name"),
                    required(datatype, WHAT + ".datatype"),
                    required(shape, WHAT + ".shape"),
                    binarySize,
                    data);
        }

        private void parameter(String parameter) throws IOException {
            if (parameter.equals("binary_data_size")) {
                binarySize = Optional.of(cursor.wholeNumber(WHAT + ".parameters." + parameter));
            } else {
                cursor.skip();
            }
        }

        private List<Long> shape(String what) throws IOException {
            var sizes = new ArrayList<Long>();
            cursor.array(what, index -> {
                if (index == JsonTensor.DEEPEST) {
                    throw JsonCursor.bad(what + " has more than " + JsonTensor.DEEPEST + " dimensions");
                }
                sizes.add(cursor.wholeNumber(what + "[" + index + "]"));
            });
            return sizes;
        }
    }

    private static final class OutputReader {
        private final JsonCursor cursor;
        private final String what;
        private Optional<String> name = Optional.empty();
        private Optional<Boolean> binary = Optional.empty();
        private Optional<Long> classes = Optional.empty();

        OutputReader(JsonCursor cursor, String what) {
            this.cursor = cursor;
            this.what = what;
        }

        InferRequest.Output read() throws IOException {
            cursor.object(what, member -> {
                switch (member) {
                    case "name" -> name = Optional.of(cursor.text(what + ".name"));
                    case "parameters" -> cursor.object(what + ".parameters", this::parameter);
                    default -> cursor.skip();
                }
            });
            return new InferRequest.Output(required(name, what + ".name"), binary, classes);
        }

        private void parameter(String parameter) throws IOException {
            String path = what + ".parameters." + parameter;
            switch (parameter) {
                case "binary_data" -> binary = Optional.of(cursor.truth(path));
                case "classification" -> classes = Optional.of(cursor.wholeNumber(path));
                default -> cursor.skip();
            }
        }
    }
}
