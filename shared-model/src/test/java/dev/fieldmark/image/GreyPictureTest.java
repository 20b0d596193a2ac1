package dev.fieldmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GreyPictureTest {
    @Test
    void readsKagglesPixelString() throws PhotoException {
        var picture = GreyPicture.parse(pixels(NetInput.PIXELS) + "\n");

        assertThat(picture.widthPixels()).isEqualTo(96);
        assertThat(picture.grey(0, 0)).isZero();
        assertThat(picture.grey(95, 95)).isEqualTo(9215 % 256);
        assertThat(picture.grey(3, 2)).isEqualTo(2 * 96 + 3);
    }

    @Test
    void saysHowManyGreysThereWere() {
        assertThatThrownBy(() -> GreyPicture.parse(pixels(9215)))
                .isInstanceOf(PhotoException.Broken.class)
                .hasMessage("pixel string had 9215 grey values but must have 9216, separated by blanks");
        assertThatThrownBy(() -> GreyPicture.parse(pixels(9218)))
                .hasMessage("pixel string had 9218 grey values but must have 9216, separated by blanks");
        assertThatThrownBy(() -> GreyPicture.parse(""))
                .hasMessage("pixel string had 0 grey values but must have 9216, separated by blanks");
    }

    @Test
    void saysWhichGreyIsNone() {
        for (String word : new String[] {"256", "-1", "1.5", "x", "1000"}) {
            assertThatThrownBy(() -> GreyPicture.parse("0 1 " + word + " 3"))
                    .hasMessage("grey value 3 was '" + word + "' but must be a whole number from 0 to 255");
        }
    }

    @Test
    void averagesAreasWhereItShrinks() {
        var picture = new GreyPicture(3, 1, new byte[] {0, 90, (byte) 240});

        // the first of two takes all of pixel 0 and half of pixel 1
        assertThat(picture.resized(2, 1).greys()).containsExactly(30, (byte) 190);
        assertThat(picture.resized(1, 1).greys()).containsExactly(110);
    }

    @Test
    void goesInStraightLinesBetweenPixelCentresWhereItGrows() {
        var picture = new GreyPicture(2, 1, new byte[] {0, 100});

        assertThat(picture.resized(4, 1).greys()).containsExactly(0, 25, 75, 100);
    }

    @Test
    void scalesEachAxisInItsOwnWay() {
        var picture = new GreyPicture(4, 1, new byte[] {10, 20, 30, 40});

        assertThat(picture.resized(2, 2).greys()).containsExactly(15, 35, 15, 35);
    }

    @Test
    void refusesGreysThatDoNotFillIt() {
        assertThatThrownBy(() -> new GreyPicture(2, 2, new byte[3]))
                .hasMessage("picture was 2x2 with 3 greys but must have width times height, at least 1");
    }

    private static String pixels(int count) {
        return IntStream.range(0, count).mapToObj(i -> String.valueOf(i % 256)).collect(Collectors.joining(" "));
    }
}
