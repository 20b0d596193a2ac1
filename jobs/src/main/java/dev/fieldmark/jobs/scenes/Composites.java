package dev.fieldmark.jobs.scenes;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.scenes.DetectorDataset.SceneParts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a detector is judged by: photos without faces as they are, and as many onto which up to three faces were laid, of
 * 40 to 400 pixels a side; all {@value #WIDTH_PIXELS} x {@value #HEIGHT_PIXELS}. The same at each call. They are no photos
 * of people: a face cut out at 96 pixels and enlarged lies on a photo that was enlarged too.
 */
public final class Composites {
    public static final int WIDTH_PIXELS = 640;
    public static final int HEIGHT_PIXELS = 480;

    private static final double LEAST_FACE = 40;
    private static final double MOST_FACE = 400;
    private static final int MOST_FACES = 3;
    private static final int MOST_PHOTOS = 400;
    private static final ScenePainter.Wanted WANTED =
            new ScenePainter.Wanted(WIDTH_PIXELS, HEIGHT_PIXELS, LEAST_FACE, MOST_FACE, 1, false);
    private static final ScenePainter.Style STYLE = new ScenePainter.Style(false, 10, 0.2, 0.02);

    private final SceneParts parts;
    private final int[] halves;
    private final ScenePainter painter;

    private Composites(SceneParts parts, int[] halves) {
        this.parts = parts;
        this.halves = halves;
        this.painter = new ScenePainter(parts, STYLE);
    }

    /** @param halves 0 or 1 for each face, the same for all faces of a person */
    public static Composites of(SceneParts parts, int[] halves) {
        return new Composites(parts, halves);
    }

    /** All of them, painted as they are asked for. */
    public Stream<Scene> all() {
        return Stream.concat(half(0), half(1));
    }

    /** Those of one half of the people, and of the photos. */
    public Stream<Scene> half(int half) {
        int[] faces = IntStream.range(0, halves.length)
                .filter(face -> halves[face] == half)
                .toArray();
        int[] photos = FaceSet.spread(parts.backgrounds().size(), MOST_PHOTOS)
                .filter(photo -> photo % 2 == half)
                .toArray();
        return IntStream.of(photos).boxed().flatMap(photo -> {
            var random = new SplittableRandom(photo);
            return Stream.of(plain(photo), painter.paint(WANTED, some(faces, random), random));
        });
    }

    private Scene plain(int photo) {
        GreyPicture background = parts.backgrounds().get(photo);
        double width =
                Math.min(background.widthPixels(), background.heightPixels() * (double) WIDTH_PIXELS / HEIGHT_PIXELS);
        double height = width * HEIGHT_PIXELS / WIDTH_PIXELS;
        var part = new FaceBox(
                (background.widthPixels() - width) / 2, (background.heightPixels() - height) / 2, width, height);
        return new Scene(background.cropped(part, WIDTH_PIXELS, HEIGHT_PIXELS), List.of());
    }

    private static int[] some(int[] faces, SplittableRandom random) {
        List<Integer> some = new ArrayList<>();
        for (int i = random.nextInt(MOST_FACES + 1); i > 0 && faces.length > 0; i--) {
            some.add(faces[random.nextInt(faces.length)]);
        }
        return some.stream().mapToInt(Integer::intValue).toArray();
    }
}
