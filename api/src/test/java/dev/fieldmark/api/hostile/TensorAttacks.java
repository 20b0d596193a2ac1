package dev.fieldmark.api.hostile;

import static dev.fieldmark.api.hostile.Attack.joined;
import static dev.fieldmark.api.hostile.Attack.latin;

import java.util.List;
import java.util.Random;

/** Bodies for the Open Inference Protocol whose numbers lie, in JSON and in its binary extension. */
final class TensorAttacks {
    private static final int PIXELS = 96 * 96;
    private static final String TARGET = "/v2/models/keypoints/infer";
    private static final String FLOATS = "FP32";

    private static final List<String> SHAPES = List.of(
            "[1,1,96,96]",
            "[1,1,96]",
            "[]",
            "[0]",
            "[-1,1,96,96]",
            "[2147483647,2147483647,96,96]",
            "[9223372036854775807,9223372036854775807]",
            "[1e300]",
            "[1.5]",
            "[\"1\"]",
            "null",
            "{}",
            "[[1]]",
            "[1000,1,96,96]");

    private static final List<String> TYPES =
            List.of(FLOATS, FLOATS, FLOATS, "FP64", "UINT8", "INT64", "BYTES", "BOOL", "FP16", "nonsense", "");

    private static final List<String> VALUES = List.of(
            "0",
            "1e999",
            "-1e999",
            "NaN",
            "Infinity",
            "null",
            "\"x\"",
            "true",
            "[]",
            "{}",
            "1e-999",
            "0.1",
            "9".repeat(5000));

    private TensorAttacks() {}

    static Attack of(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> json("deep", "[".repeat(100_000));
            case 1 -> json("deep objects", "{\"inputs\":".repeat(20_000));
            case 2 ->
                json(
                        "no JSON",
                        pick(
                                random,
                                List.of(
                                        "",
                                        "{",
                                        "null",
                                        "[]",
                                        "{}",
                                        "{\"inputs\":{}}",
                                        "{\"inputs\":[]}",
                                        "\"\"",
                                        "{\"inputs\":[{}]}",
                                        "\u0000")));
            case 3 -> json("twice", "{\"inputs\":[" + input(random) + "],\"inputs\":[" + input(random) + "]}");
            case 4 ->
                json(
                        "outputs",
                        "{\"inputs\":[" + sound() + "],\"outputs\":[{\"name\":\"" + "o".repeat(random.nextInt(5000))
                                + "\"}]}");
            case 5 ->
                json(
                        "many inputs",
                        "{\"inputs\":[" + (input(random) + ",").repeat(1 + random.nextInt(20)) + input(random) + "]}");
            case 6, 7 -> binary(random);
            case 8 -> damaged(random);
            default -> json("input", "{\"inputs\":[" + input(random) + "]}");
        };
    }

    private static String input(Random random) {
        String name = pick(random, List.of("image", "image", "image", "", "other", "\\u0000", "n".repeat(1000)));
        int count = pick(random, List.of(PIXELS, PIXELS - 1, PIXELS + 1, 0, 1));
        String value = pick(random, VALUES);
        String data = count == 0 ? "" : (count > 1 ? "0,".repeat(count - 1) : "") + value;
        return "{\"name\":\"" + name + "\",\"shape\":" + pick(random, SHAPES) + ",\"datatype\":\"" + pick(random, TYPES)
                + "\",\"data\":[" + data + "]}";
    }

    private static String sound() {
        return "{\"name\":\"image\",\"shape\":[1,1,96,96],\"datatype\":\"FP32\",\"data\":[" + "0,".repeat(PIXELS - 1)
                + "0]}";
    }

    private static Attack binary(Random random) {
        String size =
                pick(random, List.of("36864", "36863", "0", "-1", "9223372036854775807", "1e9", "\"36864\"", "null"));
        byte[] head = latin("{\"inputs\":[{\"name\":\"image\",\"shape\":" + pick(random, SHAPES) + ",\"datatype\":\""
                + pick(random, TYPES) + "\",\"parameters\":{\"binary_data_size\":" + size + "}}]}");
        String length = pick(
                random,
                List.of(
                        Integer.toString(head.length),
                        Integer.toString(head.length - 1),
                        Integer.toString(head.length + 5),
                        "0",
                        "-1",
                        "99999999999999999999",
                        "many",
                        ""));
        byte[] tensor = new byte[pick(random, List.of(4 * PIXELS, 4 * PIXELS, 4 * PIXELS - 1, 0, 7))];
        random.nextBytes(tensor); // NaN and infinities among them
        return Attack.request(
                "binary tensor",
                "POST",
                TARGET,
                "Content-Type: application/octet-stream\r\nInference-Header-Content-Length: " + length + "\r\n",
                joined(head, tensor));
    }

    private static Attack damaged(Random random) {
        Damage[] all = Damage.values();
        byte[] body = all[random.nextInt(all.length)].of(latin("{\"id\":\"1\",\"inputs\":[" + sound() + "]}"), random);
        return Attack.post("damaged tensor", TARGET, "application/json", body);
    }

    private static Attack json(String name, String body) {
        return Attack.post("tensor: " + name, TARGET, "application/json", latin(body));
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
