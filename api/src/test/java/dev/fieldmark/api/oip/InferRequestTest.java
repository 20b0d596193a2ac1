package dev.fieldmark.api.oip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.api.rest.ProblemException;
import dev.fieldmark.store.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to a net that takes pictures of 2 rows and 3 columns. */
final class InferRequestTest {
    private static final Signature SIGNATURE = new Signature("image", 1, 2, 3, "points", List.of("a", "b"));

    @Test
    void readsFlatData() throws IOException {
        assertThat(pictures(
                        "{'inputs':[{'name':'image','shape':[1,1,2,3],'datatype':'FP32','data':[0,0.1,2,3,4,1e-3]}]}"))
                .containsExactly(new float[] {0, 0.1f, 2, 3, 4, 1e-3f});
    }

    @Test
    void readsNestedDataThatStandsBeforeItsShape() throws IOException {
        assertThat(
                        pictures(
                                "{'inputs':[{'data':[[[[0,1,2],[3,4,5]]],[[[6,7,8],[9,10,11]]]],'shape':[2,1,2,3],'datatype':'FP32','name':'image'}]}"))
                .containsExactly(new float[] {0, 1, 2, 3, 4, 5}, new float[] {6, 7, 8, 9, 10, 11});
    }

    @Test
    void passesOverWhatItDoesNotKnowAndWhatIsNull() throws IOException {
        InferRequest request = read(
                "{'model_name':'x','id':null,'parameters':{'priority':{'deep':[1]},'binary_data_output':true},'outputs':null,"
                        + "'inputs':[{'name':'image','shape':[1,1,2,3],'datatype':'FP32','parameters':{'x':[]},'more':{},'data':[0,0,0,0,0,0]}]}");
        assertThat(request.id()).isEmpty();
        assertThat(request.binaryOutputs()).isTrue();
        assertThat(request.outputs()).isEmpty();
    }

    @Test
    void readsWhatIsSentAsBytes() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            bytes.putFloat(i / 2f);
        }
        assertThat(pictures(binaryRequest(24), bytes.array())).containsExactly(new float[] {0, 0.5f, 1, 1.5f, 2, 2.5f});
    }

    @Test
    void refusesBytesThatAreNoNumbers() {
        ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(8, Float.NaN);
        assertThatThrownBy(() -> pictures(binaryRequest(24), bytes.array()))
                .hasMessage("input 'image' had NaN but must have finite numbers alone");
    }

    @Test
    void refusesBytesOfAnotherLength() {
        assertThatThrownBy(() -> pictures(binaryRequest(20), new byte[20]))
                .hasMessage("input 'image' had 20 bytes but must have 24, 4 for each number of its shape");
        assertThatThrownBy(() -> pictures(binaryRequest(24), new byte[23]))
                .hasMessage("input 'image' had a binary_data_size of 24 but 23 bytes followed the JSON"
                        + " (Inference-Header-Content-Length says where it ends)");
        assertThatThrownBy(() -> pictures(binaryRequest(-1), new byte[24])).hasMessageContaining("-1 but 24 bytes");
        assertThatThrownBy(() -> pictures(request("[1,1,2,3]", "[0,0,0,0,0,0]"), new byte[4]))
                .hasMessageContaining("a binary_data_size of 0 but 4 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                           | the request was nothing but must be an object
            []                           | the request was an array but must be an object
            {'inputs':                   | the request is no JSON: Unexpected end-of-input.*
            {'inputs':[],}               | the request is no JSON: .* in line 1, column 1[0-9]
            {}                           | inputs has none but must have one
            {'inputs':{}}                | inputs was an object but must be an array
            {'inputs':[3]}               | inputs\\[0\\] was a number but must be an object
            {'inputs':[null]}            | inputs\\[0\\] was null but must be an object
            {'inputs':[{}]}              | inputs\\[0\\].name is missing
            {'inputs':[{'name':7}]}      | inputs\\[0\\].name was a number but must be a text
            {'inputs':[{'name':'image'}]}| inputs\\[0\\].datatype is missing
            {'inputs':[{'name':'image','datatype':'FP32'}]} | inputs\\[0\\].shape is missing
            {'inputs':[{'shape':[1.5]}]} | inputs\\[0\\].shape\\[0\\] was a number but must be a whole number
            {'inputs':[{'shape':[99999999999999999999]}]} | the request is no JSON: .*
            {'inputs':[{'shape':[1,1,1,1,1,1,1,1,1]}]} | inputs\\[0\\].shape has more than 8 dimensions
            {'id':7}                     | id was a number but must be a text
            {'parameters':{'binary_data_output':1}} | parameters.binary_data_output was a number but must be true or false
            {'outputs':[{'parameters':{'classification':'2'}}]} | outputs\\[0\\].parameters.classification was a text but must be a whole number
            {'outputs':[{}]}             | outputs\\[0\\].name is missing
            """, quoteCharacter = '"')
    void saysWhatIsWrongWithTheJson(String json, String problem) {
        assertThatThrownBy(() -> read(json.equals("''") ? "" : json)).hasMessageMatching(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1,1,2,3]  | [0,0,0,0,0]              | input 'image' had 5 numbers but must have 6, as its shape \\[1, 1, 2, 3\\] says
            [1,1,2,3]  | [[0,0,0],[0,0,0]]        | input 'image' had data of shape \\[2, 3\\] but must be flat or have \\[1, 1, 2, 3\\]
            [1,1,2,3]  | [[[[0,0,0],[0,0]]]]      | inputs\\[0\\].data had arrays of different shapes beside each other
            [1,1,2,3]  | [0,[0],0]                | inputs\\[0\\].data had arrays of different shapes beside each other
            [1,1,2,3]  | [0,0,0,0,0,'0']          | inputs\\[0\\].data had a text but must have numbers alone
            [1,1,2,3]  | [0,0,0,0,0,null]         | inputs\\[0\\].data had null but must have numbers alone
            [1,1,2,3]  | [0,0,0,0,0,NaN]          | inputs\\[0\\].data had NaN as a float32 but must have finite numbers alone
            [1,1,2,3]  | [0,0,0,0,0,1e39]         | inputs\\[0\\].data had Infinity as a float32 but must have finite numbers alone
            [1,1,2,3]  | [[[[[[[[[0]]]]]]]]]      | inputs\\[0\\].data was nested deeper than 8 arrays
            [1,1,2,3]  | []                       | input 'image' had 0 numbers but must have 6, as its shape \\[1, 1, 2, 3\\] says
            [1,1,2,3]  | 7                        | inputs\\[0\\].data was a number but must be an array
            [1,1,3,2]  | [0,0,0,0,0,0]            | input 'image' had shape \\[1, 1, 3, 2\\] but must have \\[n, 1, 2, 3\\], n from 1 to 64
            [1,2,3]    | [0,0,0,0,0,0]            | input 'image' had shape \\[1, 2, 3\\] but must have .*
            [0,1,2,3]  | []                       | input 'image' had shape \\[0, 1, 2, 3\\] but must have .*
            [65,1,2,3] | []                       | input 'image' had shape \\[65, 1, 2, 3\\] but must have .*
            [-1,1,2,3] | []                       | input 'image' had shape \\[-1, 1, 2, 3\\] but must have .*
            [9223372036854775807,1,2,3] | [0]     | input 'image' had shape .* but must have .*
            """, quoteCharacter = '"')
    void saysWhatIsWrongWithTheTensor(String shape, String data, String problem) {
        assertThatThrownBy(() -> pictures(request(shape, data))).hasMessageMatching(problem);
    }

    @Test
    void refusesMoreNumbersThanTheLargestBatchHasAsTheyCome() {
        assertThatThrownBy(() -> read(request("[1,1,2,3]", "[" + "0,".repeat(64 * 6) + "0]")))
                .hasMessage("inputs[0].data had more than 384 numbers");
    }

    @Test
    void refusesAnotherNameOrDatatypeOrASecondInput() {
        String input = "{'name':'image','shape':[1,1,2,3],'datatype':'FP32','data':[0,0,0,0,0,0]}";
        assertThatThrownBy(() -> pictures(("{'inputs':[" + input + "]}").replace("'image'", "'x'")))
                .hasMessage("there is no input 'x'; the model's is 'image'");
        assertThatThrownBy(() -> pictures(("{'inputs':[" + input + "]}").replace("FP32", "UINT8")))
                .hasMessage("input 'image' had datatype 'UINT8' but must have FP32");
        assertThatThrownBy(() -> read("{'inputs':[" + input + "," + input + "]}"))
                .hasMessage("inputs has more than one but must have one");
        assertThatThrownBy(() -> pictures(("{'inputs':[" + input + "]}").replace(",'data':[0,0,0,0,0,0]", "")))
                .hasMessage("input 'image' must have either data or a parameter binary_data_size");
    }

    @Test
    void refusesOutputsThatThereAreNotOrThatAreAskedForTwice() {
        assertThatThrownBy(() -> outputs("{'name':'x'}"))
                .hasMessage("there is no output 'x'; the model's are [points]");
        assertThatThrownBy(() -> outputs("{'name':'points'},{'name':'points'}"))
                .hasMessage("output 'points' is asked for twice");
        assertThatThrownBy(() -> outputs("{'name':'points','parameters':{'classification':0}}"))
                .hasMessage("output 'points' had a classification of 0 but must have at least 1");
        assertThatThrownBy(() -> outputs("{'name':'points'}" + ",{'name':'points'}".repeat(16)))
                .hasMessage("outputs has more than 16");
    }

    @Test
    void refusesAHeaderThatIsNoLengthOfThisBody() {
        for (String header : new String[] {"-1", "11", "x", "", "99999999999"}) {
            assertThatThrownBy(() -> InferBody.of(new byte[10], Optional.of(header)))
                    .hasMessage("Inference-Header-Content-Length was '" + header
                            + "' but must be a whole number of bytes, at most the body's 10");
        }
        assertThatThrownBy(() -> read(request("[1,1,2,3]", "[0,0,0,0,0,0]") + "xxxx"))
                .isInstanceOf(ProblemException.class);
    }

    /** Bytes turned over, cut off, or a header that lies: an answer, or the client's mistake, but never a fault. */
    @Test
    void answersDamageWithAProblem() throws IOException {
        byte[] sound = utf8(request("[1,1,2,3]", "[0,0.5,1,1e-2,0,0]"));
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] body =
                    java.util.Arrays.copyOf(sound, sound.length - random.nextInt(2) * random.nextInt(sound.length));
            for (int damage = random.nextInt(4); damage > 0 && body.length > 0; damage--) {
                body[random.nextInt(body.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[],:\"0".charAt(random.nextInt(8)));
            }
            try {
                var parts = InferBody.of(
                        body,
                        random.nextInt(4) > 0 ? Optional.empty() : Optional.of("" + random.nextInt(body.length + 1)));
                InferRequest request = InferRequestReader.read(parts, Inputs.mostValues(SIGNATURE));
                Inputs.pictures(request.input(), parts.binary(), SIGNATURE);
                Outputs.of(request, SIGNATURE);
            } catch (ProblemException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(10_000, 19_999);
    }

    private static String request(String shape, String data) {
        return "{'inputs':[{'name':'image','shape':" + shape + ",'datatype':'FP32','data':" + data + "}]}";
    }

    private static String binaryRequest(int size) {
        return "{'inputs':[{'name':'image','shape':[1,1,2,3],'datatype':'FP32','parameters':{'binary_data_size':" + size
                + "}}]}";
    }

    private static Outputs outputs(String outputs) throws IOException {
        String json = request("[1,1,2,3]", "[0,0,0,0,0,0]").replace("}]}", "}],'outputs':[" + outputs + "]}");
        return Outputs.of(read(json), SIGNATURE);
    }

    private static InferRequest read(String json) throws IOException {
        return InferRequestReader.read(InferBody.of(utf8(json), Optional.empty()), Inputs.mostValues(SIGNATURE));
    }

    private static List<float[]> pictures(String json) throws IOException {
        return pictures(json, new byte[0]);
    }

    private static List<float[]> pictures(String json, byte[] binary) throws IOException {
        byte[] head = utf8(json);
        var body = new ByteArrayOutputStream();
        body.writeBytes(head);
        body.writeBytes(binary);
        var parts = InferBody.of(body.toByteArray(), Optional.of(Integer.toString(head.length)));
        return Inputs.pictures(
                InferRequestReader.read(parts, Inputs.mostValues(SIGNATURE)).input(), parts.binary(), SIGNATURE);
    }

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
