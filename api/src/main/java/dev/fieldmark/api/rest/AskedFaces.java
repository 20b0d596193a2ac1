package dev.fieldmark.api.rest;

import dev.fieldmark.detect.FaceSearch;
import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.Photo;
import java.util.List;
import java.util.regex.Pattern;

/** Which faces of a photo a request asks about. */
sealed interface AskedFaces {
    /** Of the query's {@code box} parameters, as {@code docs/api.md} has them. */
    static AskedFaces of(List<String> boxes) {
        if (boxes.isEmpty()) {
            return new Any();
        }
        if (boxes.equals(List.of(Whole.WORD))) {
            return new Whole();
        }
        if (boxes.size() > FaceSearch.MOST_FACES) {
            throw ProblemException.of(
                    422, "boxes were " + boxes.size() + " but must be at most " + FaceSearch.MOST_FACES);
        }
        return new Boxes(boxes.stream().map(Boxes::box).toList());
    }

    /** Any that there are: those of a detector, where one serves. */
    record Any() implements AskedFaces {
        /** A picture of the size that nets see is a face that was cut out, as it always was. */
        static boolean isFace(Photo photo) {
            return photo.widthPixels() == NetInput.SIDE && photo.heightPixels() == NetInput.SIDE;
        }
    }

    /** The whole photo is one. */
    record Whole() implements AskedFaces {
        static final String WORD = "whole";
    }

    /** Those in these boxes. */
    record Boxes(List<FaceBox> boxes) implements AskedFaces {
        private static final String NUMBER = "-?\\d{1,6}(?:\\.\\d{1,6})?";
        private static final Pattern FORM = Pattern.compile(NUMBER + "," + NUMBER + "," + NUMBER + "," + NUMBER);

        /** The boxes as squares. */
        List<FaceBox> in(Photo photo) {
            for (FaceBox box : boxes) {
                if (box.sharedArea(photo.whole()) == 0) {
                    throw ProblemException.of(
                            422,
                            "box was " + text(box) + " but must lie in the photo, at least in part, which has "
                                    + photo.widthPixels() + "x" + photo.heightPixels() + " pixels");
                }
            }
            return boxes.stream().map(FaceBox::square).toList();
        }

        private static String text(FaceBox box) {
            return box.xPixels() + "," + box.yPixels() + "," + box.widthPixels() + "," + box.heightPixels();
        }

        private static FaceBox box(String text) {
            if (FORM.matcher(text).matches()) {
                String[] numbers = text.split(",", -1);
                double width = Double.parseDouble(numbers[2]);
                double height = Double.parseDouble(numbers[3]);
                if (width > 0 && height > 0) {
                    return new FaceBox(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), width, height);
                }
            }
            throw ProblemException.of(
                    422,
                    "box was '" + text + "' but must be x,y,width,height in pixels of the photo, or " + Whole.WORD
                            + " alone");
        }
    }
}
