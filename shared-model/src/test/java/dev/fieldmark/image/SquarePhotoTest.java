package dev.fieldmark.image;

import static dev.fieldmark.image.Pictures.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquarePhotoTest {
    private static final int[] RED = {200, 40, 40};
    private static final int[] GREEN = {40, 180, 60};
    private static final int[] BLUE = {40, 60, 200};
    private static final int[] YELLOW = {230, 220, 60};

    /** 8 x 8, one colour, lossless: made with libwebp. */
    private static final String WEBP = "UklGRh4AAABXRUJQVlA4TBEAAAAvB8ABAAdQlCIXpf+BiOh/AAA=";

    @Test
    void keepsTheExactColoursOfAPictureOfItsSizeInPlanes() throws PhotoException {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        var random = new Random(5);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, random.nextInt(1 << 24));
        }

        byte[] rgb =
                SquarePhoto.decode(Pictures.encode(image, "png"), LIMITS, 16).rgb();

        for (int i = 0; i < 256; i++) {
            int colour = image.getRGB(i % 16, i / 16);
            assertThat(rgb[i]).isEqualTo((byte) (colour >> 16));
            assertThat(rgb[256 + i]).isEqualTo((byte) (colour >> 8));
            assertThat(rgb[512 + i]).isEqualTo((byte) colour);
        }
    }

    @Test
    void seesTheSameGreysAsThePhotoOfAFace() throws PhotoException {
        byte[] png = Pictures.encode(Pictures.grey(313, 207, (x, y) -> (x * 31 + y * y) & 0xff), "png");
        byte[] greys = Photo.decode(png, LIMITS).upright().resized(96, 96).greys();

        var photo = SquarePhoto.decode(png, LIMITS, 96);

        assertThat(photo.greys().greys()).isEqualTo(greys);
        for (int plane = 0; plane < 3; plane++) {
            for (int i = 0; i < greys.length; i++) {
                assertThat(photo.rgb()[plane * greys.length + i]).isEqualTo(greys[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "jpg", "progressive"})
    void readsColourOfEachFormat(String format) throws PhotoException {
        byte[] bytes = format.equals("progressive")
                ? Pictures.progressive(quarters(64, 48))
                : Pictures.encode(quarters(64, 48), format);

        assertQuarters(bytes, RED, GREEN, BLUE, YELLOW);
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "2, true"})
    void readsInksWithAdobesSegmentAndWithout(int transform, boolean lumaAndChroma) throws PhotoException {
        byte[] jpeg = Pictures.inks(quarters(64, 48), lumaAndChroma);

        assertQuarters(transform < 0 ? jpeg : Pictures.withAdobe(jpeg, transform), RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void takesTheFirstPictureOfAGifOnWhite() throws PhotoException {
        byte[] reds = {(byte) 200, 0};
        byte[] others = {10, 0};
        var palette = new IndexColorModel(1, 2, reds, others, others, 1);
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(1, 0, 0, 1);

        assertThat(SquarePhoto.decode(Pictures.encode(image, "gif"), LIMITS, 2).rgb())
                .containsExactly(-56, -1, -56, -1, 10, -1, 10, -1, 10, -1, 10, -1);
    }

    @Test
    void turnsAPictureAsItsExifSays() throws PhotoException {
        byte[] jpeg = Pictures.encode(quarters(64, 48), "jpg");
        int[][][] turned = {
            {RED, GREEN, BLUE, YELLOW},
            {GREEN, RED, YELLOW, BLUE},
            {YELLOW, BLUE, GREEN, RED},
            {BLUE, YELLOW, RED, GREEN},
            {RED, BLUE, GREEN, YELLOW},
            {BLUE, RED, YELLOW, GREEN},
            {YELLOW, GREEN, BLUE, RED},
            {GREEN, YELLOW, RED, BLUE}
        };
        for (int orientation = 1; orientation <= 8; orientation++) {
            int[][] expected = turned[orientation - 1];
            assertQuarters(
                    Pictures.withExif(jpeg, orientation, ByteOrder.LITTLE_ENDIAN),
                    expected[0],
                    expected[1],
                    expected[2],
                    expected[3]);
        }
    }

    /** All of its rows at their new width would take 7 GB. */
    @Test
    void takesAPictureOfOneColumnWithoutMuchMemory() throws PhotoException {
        byte[] png = Pictures.encode(Pictures.grey(1, 65_535, (x, y) -> 77), "png");

        assertThat(SquarePhoto.decode(png, LIMITS, 1024).rgb()).containsOnly(77);
    }

    @Test
    void saysThatItCanNotReadAWebpWhereNoReaderIsInstalled() {
        byte[] webp = Base64.getDecoder().decode(WEBP);

        assertThatThrownBy(() -> SquarePhoto.decode(webp, LIMITS, 8))
                .isInstanceOf(PhotoException.Unsupported.class)
                .hasMessage("picture was a WebP but must be a PNG, JPEG or GIF");
        assertThatThrownBy(() -> SquarePhoto.decode(webp, new PhotoLimits(100, 63), 8))
                .hasMessage("picture was 8x8 but must have at most 63 pixels");
        assertThatThrownBy(() -> SquarePhoto.decode(Pictures.cut(webp, webp.length - 1), LIMITS, 8))
                .isInstanceOf(PhotoException.Broken.class)
                .hasMessageStartingWith("WebP is broken: it ends after");
        assertThatThrownBy(() -> SquarePhoto.decode(webpWithin(7, 8, webp), LIMITS, 8))
                .isInstanceOf(PhotoException.Broken.class)
                .hasMessage("WebP is broken: its header says 7x8 but the picture within is larger or cut off");
        assertThatThrownBy(() -> SquarePhoto.decode(webpWithin(8, 8, webp), LIMITS, 8))
                .isInstanceOf(PhotoException.Unsupported.class);
    }

    /** The extended form, which says the size once more. */
    private static byte[] webpWithin(int width, int height, byte[] simple) {
        var extended = ByteBuffer.allocate(simple.length + 18).order(ByteOrder.LITTLE_ENDIAN);
        extended.put(simple, 0, 4).putInt(simple.length + 10).put(simple, 8, 4);
        extended.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
        extended.put((byte) (width - 1))
                .putShort((short) 0)
                .put((byte) (height - 1))
                .putShort((short) 0);
        return extended.put(simple, 12, simple.length - 12).array();
    }

    @Test
    void refusesSamplesThatDoNotFillIt() {
        assertThatThrownBy(() -> new SquarePhoto(2, new byte[4]))
                .hasMessage(
                        "photo had side 2 and 4 samples but must have side >= 1 and 3 times side times side samples");
    }

    private static BufferedImage quarters(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean left = x < width / 2;
                int[] colour = y < height / 2 ? (left ? RED : GREEN) : (left ? BLUE : YELLOW);
                image.setRGB(x, y, colour[0] << 16 | colour[1] << 8 | colour[2]);
            }
        }
        return image;
    }

    private static void assertQuarters(byte[] bytes, int[] topLeft, int[] topRight, int[] bottomLeft, int[] bottomRight)
            throws PhotoException {
        byte[] rgb = SquarePhoto.decode(bytes, LIMITS, 32).rgb();
        assertColour(rgb, 4, 4, topLeft);
        assertColour(rgb, 28, 4, topRight);
        assertColour(rgb, 4, 28, bottomLeft);
        assertColour(rgb, 28, 28, bottomRight);
    }

    private static void assertColour(byte[] rgb, int x, int y, int[] expected) {
        for (int channel = 0; channel < 3; channel++) {
            assertThat(rgb[channel * 32 * 32 + y * 32 + x] & 0xff)
                    .as("channel %d at %d, %d", channel, x, y)
                    .isCloseTo(expected[channel], within(6));
        }
    }
}
