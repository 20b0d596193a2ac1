package dev.fieldmark.jobs.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * WebP through the ImageIO plugin of the class path. The pictures, 48 x 32, are quarters of red, green, blue and yellow
 * with a soft ramp over each, drawn for this test and written by libwebp through Pillow.
 */
class WebpTest {
    private static final PhotoLimits LIMITS = new PhotoLimits(1 << 20, 1 << 20);

    private static final String LOSSY =
            "UklGRpgAAABXRUJQVlA4IIwAAADwBgCdASowACAAPi0ShkK/oQ6uZgD8AWJZgDFEUF+AamVwD8Fv2M4wLsB+qud9g+mVU0EU"
                    + "+4IwoLNnzECG6RcAAP72zP05P6SWbZ696HdMMaX/LDcxKOn97kZ2q+ANx4ZAk5gZv9AYTCBU3B46yhlwMSE6PnUYmdo5f/6c"
                    + "7fayZY8rpuB21FZBQAAAAA==";

    private static final String LOSSLESS =
            "UklGRlAAAABXRUJQVlA4TEMAAAAvL8AHALkyRPQ/NiNweP6C9D/GYbRtG/WHwr25/2lwUSBBts0ABzmaExyIQNJmrMLiPeJL"
                    + "xgRcBek/Qdo5r8e6OfICAA==";

    /** Half transparent. */
    private static final String ALPHA =
            "UklGRrwAAABXRUJQVlA4WAoAAAAQAAAALwAAHwAAQUxQSAoAAAABB1DAiAhERP8DVlA4IIwAAADwBgCdASowACAAPi0ShkK/"
                    + "oQ6uZgD8AWJZgDFEUF+AamVwD8Fv2M4wLsB+qud9g+mVU0EU+4IwoLNnzECG6RcAAP72zP05P6SWbZ696HdMMaX/LDcxKOn9"
                    + "7kZ2q+ANx4ZAk5gZv9AYTCBU3B46yhlwMSE6PnUYmdo5f/6c7fayZY8rpuB21FZBQAAAAA==";

    /** With EXIF orientation 6: shown turned to the right. */
    private static final String TURNED =
            "UklGRswAAABXRUJQVlA4WAoAAAAIAAAALwAAHwAAVlA4IIwAAADwBgCdASowACAAPi0ShkK/oQ6uZgD8AWJZgDFEUF+AamVw"
                    + "D8Fv2M4wLsB+qud9g+mVU0EU+4IwoLNnzECG6RcAAP72zP05P6SWbZ696HdMMaX/LDcxKOn97kZ2q+ANx4ZAk5gZv9AYTCBU"
                    + "3B46yhlwMSE6PnUYmdo5f/6c7fayZY8rpuB21FZBQAAAAEVYSUYaAAAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAA=";

    /** Two frames, the second mirrored. */
    private static final String ANIMATED =
            "UklGRm4BAABXRUJQVlA4WAoAAAACAAAALwAAHwAAQU5JTQYAAAAAAAAAAABBTk1GngAAAAAAAAAAAC8AAB8AAGQAAAJWUDgg"
                    + "hgAAAFAHAJ0BKjAAIAA+KQ6FQqGHVAYAoSzAF9AoL8A/EDYseAfgt+l/GBdgP0gzvu++mANJZNZqxwrqGZAQ3XB24kpAyoAA"
                    + "/vxm4hFAzHylCyjhOE4DxxOXDHpxGgZp+2bvp+DT6EG/2BoW1FJs+udVhr7w+uD/8rg+dP4p0rfEf9TiCRRcgAAAQU5NRpwA"
                    + "AAAAAAAAAAAvAAAfAABkAAAAVlA4IIQAAABUBwCdASowACAAPikOhUKDqgAAUJZgC7OUF+AfiBrnfFvwY/Wb+Ackf2A/VXO+"
                    + "wr20pZqh70Ik7IojJEFO7Iv7+PeAANlj63ZcjI8LW1xSGS8nlM7zYY9iKbljY4lG4sE3y/jf7/uDycGuVVEjhJsfUXe833Hw"
                    + "cUchdFmyVsEQscbwAAA=";

    @Test
    void readsLossyLosslessAndTheFirstFrameOfAnimatedOnes() throws PhotoException {
        for (String webp : new String[] {LOSSY, LOSSLESS, ANIMATED}) {
            assertColour(webp, 11, 16, 193, 33, 33);
            assertColour(webp, 81, 76, 234, 224, 64);
        }
    }

    @Test
    void putsTransparencyOnWhite() throws PhotoException {
        assertColour(ALPHA, 11, 16, 224, 144, 144);
        assertColour(ALPHA, 81, 76, 244, 239, 159);
    }

    @Test
    void turnsItAsItsExifSays() throws PhotoException {
        assertColour(TURNED, 11, 16, 37, 57, 198);
        assertColour(TURNED, 81, 76, 42, 183, 62);
    }

    @Test
    void refusesOneThatIsCutOffAndNeverFailsOtherwiseAtAFlippedByte() {
        var random = new Random(2);
        for (String webp : new String[] {LOSSY, LOSSLESS, ALPHA, TURNED, ANIMATED}) {
            byte[] whole = Base64.getDecoder().decode(webp);
            for (int length = 12; length < whole.length; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> SquarePhoto.decode(part, LIMITS, 8)).isInstanceOf(PhotoException.Broken.class);
            }
            for (int i = 0; i < 300; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
                try {
                    assertThat(SquarePhoto.decode(damaged, LIMITS, 8).rgb()).hasSize(192);
                } catch (PhotoException expected) {
                    assertThat(expected).hasMessageMatching("(?s)(picture|WebP) .+");
                }
            }
        }
    }

    /** Another plugin for the formats of the JDK would give other pixels than the API sees. */
    @Test
    void bringsNoOtherReaderOfTheFormatsThatTheJdkReads() {
        for (String format : new String[] {"jpeg", "png", "gif"}) {
            assertThat(ImageIO.getImageReadersByFormatName(format))
                    .toIterable()
                    .hasSize(1)
                    .allSatisfy(
                            reader -> assertThat(reader.getClass().getName()).startsWith("com.sun.imageio."));
        }
    }

    private static void assertColour(String webp, int x, int y, int red, int green, int blue) throws PhotoException {
        byte[] rgb =
                SquarePhoto.decode(Base64.getDecoder().decode(webp), LIMITS, 96).rgb();
        int[] expected = {red, green, blue};
        for (int channel = 0; channel < 3; channel++) {
            assertThat(rgb[channel * 96 * 96 + y * 96 + x] & 0xff).isCloseTo(expected[channel], within(4));
        }
    }
}
