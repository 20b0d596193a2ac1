package dev.fieldmark.api.hostile;

import static dev.fieldmark.api.hostile.Attack.latin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** All of them, by number: the same number is the same attack on every machine. */
final class Attacks {
    static final String GROUP = "butterflies";

    private static final long SEED = 20_261_127;
    private static final List<String> TARGETS = List.of("/v1/keypoints", "/v1/species/" + GROUP);

    private final List<Map.Entry<String, byte[]>> sound;
    private final List<Map.Entry<String, byte[]>> crafted;
    private final List<Map.Entry<String, byte[]>> all;

    private Attacks(Map<String, byte[]> sound, Map<String, byte[]> crafted, Map<String, byte[]> large) {
        this.sound = List.copyOf(sound.entrySet());
        this.crafted = List.copyOf(crafted.entrySet());
        this.all = Stream.of(sound, crafted, large)
                .flatMap(photos -> photos.entrySet().stream())
                .toList();
    }

    static Attacks make() throws IOException {
        return new Attacks(Photos.sound(), Photos.crafted(), Photos.large());
    }

    /** Every picture of the corpus as it is, at every place that takes one; then, without end, what comes of them. */
    Attack number(int number) {
        if (number < all.size() * TARGETS.size()) {
            var photo = all.get(number % all.size());
            return photo(photo.getKey(), TARGETS.get(number / all.size()), photo.getValue());
        }
        var random = new Random(SEED + number);
        random.nextInt(); // the first numbers of neighbouring seeds are alike
        String target = TARGETS.get(random.nextInt(TARGETS.size()));
        var photo = sound.get(random.nextInt(sound.size()));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> damaged(photo, target, random);
            case 8 -> damaged(crafted.get(random.nextInt(crafted.size())), target, random);
            case 9, 10, 11 -> FormAttacks.of(random, target, photo.getValue());
            case 12 -> pixels(random);
            case 13, 14, 15 -> PathAttacks.of(random);
            case 16, 17 -> HeadAttacks.of(random, target, photo.getValue());
            default -> TensorAttacks.of(random);
        };
    }

    private static Attack damaged(Map.Entry<String, byte[]> photo, String target, Random random) {
        Damage[] kinds = Damage.values();
        Damage damage = kinds[random.nextInt(kinds.length)];
        return photo(photo.getKey() + " " + damage, target, damage.of(photo.getValue(), random));
    }

    private static Attack photo(String name, String target, byte[] photo) {
        return Attack.post(name, target, "application/octet-stream", photo);
    }

    private static Attack pixels(Random random) {
        String sound = "0 ".repeat(9215);
        String text = switch (random.nextInt(8)) {
            case 0 -> sound + "255";
            case 1 -> sound + "256";
            case 2 -> sound + "-1";
            case 3 -> sound + "NaN";
            case 4 -> sound;
            case 5 -> "\u0000".repeat(9216);
            case 6 -> "9".repeat(100_000);
            default -> "1 ".repeat(400_000);
        };
        return Attack.post("pixels", "/v1/keypoints", "text/plain", latin(text));
    }
}
