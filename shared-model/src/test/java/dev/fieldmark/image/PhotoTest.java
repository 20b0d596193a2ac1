package dev.fieldmark.image;

import static dev.fieldmark.image.Pictures.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.Keypoint;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoTest {
    @Test
    void givesTheNetTheExactBytesOfAGreyPictureOfItsSize() throws PhotoException {
        var random = new Random(1);
        byte[] greys = new byte[NetInput.PIXELS];
        random.nextBytes(greys);
        var image = Pictures.grey(96, 96, (x, y) -> greys[y * 96 + x] & 0xff);

        float[] input = Photo.decode(Pictures.encode(image, "png"), LIMITS).toNetInput();

        for (int i = 0; i < input.length; i++) {
            assertThat(input[i]).isEqualTo((greys[i] & 0xff) / 255f);
        }
    }

    @Test
    void leavesKeypointsOfAPictureOfTheNetsSizeWhereTheyAre() {
        var photo = new Photo(new GreyPicture(96, 96, new byte[NetInput.PIXELS]));
        float[] net = new float[30];
        for (int i = 0; i < net.length; i++) {
            net[i] = 3.1415927f * i;
        }

        var points = photo.keypoints(net);

        assertThat(points).extracting("keypoint").isEqualTo(Keypoint.all());
        for (int k = 0; k < 15; k++) {
            assertThat(points.get(k).xPixels()).isEqualTo(net[2 * k]);
            assertThat(points.get(k).yPixels()).isEqualTo(net[2 * k + 1]);
        }
    }

    @Test
    void growsRadiiAsTheLongerSideOfThePhoto() {
        float[] radii = new float[15];
        radii[10] = 1.5f;
        for (var photo : List.of(
                new Photo(new GreyPicture(192, 48, new byte[192 * 48])),
                new Photo(new GreyPicture(48, 192, new byte[192 * 48])))) {
            var points = photo.keypoints(new float[30], radii);
            assertThat(points.get(10).radius90Pixels()).hasValue(3);
            assertThat(points.get(0).radius90Pixels()).hasValue(0);
            assertThat(photo.keypoints(new float[30]))
                    .allSatisfy(point -> assertThat(point.radius90Pixels()).isEmpty());
        }
    }

    @Test
    void findsASpotWhereItWasInThePhotoThatWasSent() throws PhotoException {
        // a white disc in a wide picture, its centre of mass found in what the net sees and mapped back
        var image = Pictures.grey(640, 160, (x, y) -> Math.hypot((x - 400) / 4.0, y - 50) < 20 ? 255 : 0);
        var photo = Photo.decode(Pictures.encode(image, "png"), LIMITS);
        float[] input = photo.toNetInput();
        double mass = 0;
        double xSum = 0;
        double ySum = 0;
        for (int i = 0; i < input.length; i++) {
            mass += input[i];
            xSum += input[i] * (i % 96);
            ySum += input[i] * (i / 96);
        }
        float[] net = new float[30];
        net[0] = (float) (xSum / mass);
        net[1] = (float) (ySum / mass);

        var point = photo.keypoints(net).get(0);

        assertThat(point.xPixels()).isCloseTo(400, within(0.3));
        assertThat(point.yPixels()).isCloseTo(50, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 20, 90, 160, 230", "2, 90, 20, 230, 160", "3, 230, 160, 90, 20", "4, 160, 230, 20, 90",
        "5, 20, 160, 90, 230", "6, 160, 20, 230, 90", "7, 230, 90, 160, 20", "8, 90, 230, 20, 160",
        "0, 20, 90, 160, 230", "9, 20, 90, 160, 230"
    })
    void turnsAPictureAsItsExifSays(int orientation, int topLeft, int topRight, int bottomLeft, int bottomRight)
            throws PhotoException {
        var stored = Pictures.grey(64, 32, (x, y) -> y < 16 ? (x < 32 ? 20 : 90) : (x < 32 ? 160 : 230));
        byte[] jpeg = Pictures.encode(stored, "jpg");
        for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            var photo = Photo.decode(Pictures.withExif(jpeg, orientation, order), LIMITS);

            boolean turned = orientation >= 5 && orientation <= 8;
            assertThat(photo.widthPixels()).isEqualTo(turned ? 32 : 64);
            assertThat(photo.heightPixels()).isEqualTo(turned ? 64 : 32);
            int right = photo.widthPixels() - 4;
            int bottom = photo.heightPixels() - 4;
            assertThat(photo.upright().grey(3, 3)).isCloseTo(topLeft, within(3));
            assertThat(photo.upright().grey(right, 3)).isCloseTo(topRight, within(3));
            assertThat(photo.upright().grey(3, bottom)).isCloseTo(bottomLeft, within(3));
            assertThat(photo.upright().grey(right, bottom)).isCloseTo(bottomRight, within(3));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 10", "10, 1000", "95, 97", "400, 300"})
    void takesAnySizeAndKeepsAnEvenGreyEven(int width, int height) throws PhotoException {
        for (String format : new String[] {"png", "jpg"}) {
            byte[] bytes = Pictures.encode(Pictures.grey(width, height, (x, y) -> 100), format);

            var photo = Photo.decode(bytes, LIMITS);

            assertThat(photo.widthPixels()).isEqualTo(width);
            assertThat(photo.heightPixels()).isEqualTo(height);
            assertThat(photo.toNetInput()).hasSize(NetInput.PIXELS).containsOnly(100 / 255f);
        }
    }

    @Test
    void makesLumaOfColour() throws PhotoException {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0000);
        image.setRGB(1, 0, 0x00ff00);
        image.setRGB(2, 0, 0x0000ff);

        assertThat(greys(image, "png")).containsExactly(76, 150, 29);
    }

    @Test
    void makesLumaOfAColourJpeg() throws PhotoException {
        var image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1024; i++) {
            image.setRGB(i % 32, i / 32, 0xff8000);
        }

        assertThat(greys(image, "jpg")[0]).isCloseTo(151, within(2));
    }

    @Test
    void putsTransparencyOnWhite() throws PhotoException {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0xff000000);
        image.setRGB(2, 0, 0x80000000);

        assertThat(greys(image, "png")).containsExactly(255, 0, 127);
    }

    @Test
    void reducesSixteenBitsToEight() throws PhotoException {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 65535);
        image.getRaster().setSample(1, 0, 0, 128 * 257);
        image.getRaster().setSample(2, 0, 0, 0);

        assertThat(greys(image, "png")).containsExactly(255, 128, 0);
    }

    @Test
    void readsAPaletteWithTransparency() throws PhotoException {
        byte[] ramp = {0, (byte) 200, 0};
        byte[] alpha = {(byte) 255, (byte) 255, 0};
        var palette = new IndexColorModel(8, 3, ramp, ramp, ramp, alpha);
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int x = 0; x < 3; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }

        assertThat(greys(image, "png")).containsExactly(0, 200, 255);
    }

    @Test
    void readsBlackAndWhiteOfOneBit() throws PhotoException {
        var image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setSample(8, 0, 0, 1);

        assertThat(greys(image, "png")).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 255);
    }

    @Test
    void saysWhatIsNoPicture() {
        assertThatThrownBy(() -> Photo.decode("BM".getBytes(java.nio.charset.StandardCharsets.US_ASCII), LIMITS))
                .isInstanceOf(PhotoException.Unsupported.class)
                .hasMessage("picture is not a PNG, JPEG or GIF");
        assertThatThrownBy(() -> Photo.decode(new byte[0], LIMITS))
                .isInstanceOf(PhotoException.Unsupported.class)
                .hasMessage("picture was empty but must be a PNG, JPEG or GIF");
    }

    @Test
    void refusesTooManyBytes() {
        assertThatThrownBy(() -> Photo.decode(new byte[11], new PhotoLimits(10, 10)))
                .isInstanceOf(PhotoException.TooLarge.class)
                .hasMessage("picture had 11 bytes but must have at most 10");
    }

    @Test
    void refusesTooManyPixelsByTheHeaderBeforeAnythingIsDecoded() {
        byte[] png = Pictures.encode(Pictures.grey(96, 96, (x, y) -> x), "png");
        // a header of 2^31-1 pixels a side over the same data: decoding it would fail in another way
        ByteBuffer.wrap(png).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
        byte[] jpeg = Pictures.encode(Pictures.grey(96, 96, (x, y) -> x), "jpg");

        assertThatThrownBy(() -> Photo.decode(png, LIMITS))
                .isInstanceOf(PhotoException.TooLarge.class)
                .hasMessage("picture was 2147483647x2147483647 but must have at most 1000000 pixels");
        assertThatThrownBy(() -> Photo.decode(jpeg, new PhotoLimits(100_000, 96 * 96 - 1)))
                .isInstanceOf(PhotoException.TooLarge.class)
                .hasMessage("picture was 96x96 but must have at most 9215 pixels");
    }

    @Test
    void refusesASideThatIsTooLong() {
        byte[] png = Pictures.encode(Pictures.grey(8, 8, (x, y) -> 50), "png");
        ByteBuffer.wrap(png).putInt(16, 65_536).putInt(20, 1);

        assertThatThrownBy(() -> Photo.decode(png, LIMITS))
                .isInstanceOf(PhotoException.TooLarge.class)
                .hasMessage("picture was 65536x1 but must have at most 65535 pixels a side");
    }

    @Test
    void refusesAJpegOfThousandsOfScans() throws PhotoException {
        byte[] jpeg = Pictures.progressive(Pictures.grey(64, 64, (x, y) -> x + y));
        assertThat(Photo.decode(jpeg, LIMITS).widthPixels()).isEqualTo(64);
        byte[] emptyScan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0};
        var many = ByteBuffer.allocate(jpeg.length + 5000 * emptyScan.length).put(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 5000; i++) {
            many.put(emptyScan);
        }
        many.put((byte) 0xff).put((byte) 0xd9);

        assertThatThrownBy(() -> Photo.decode(many.array(), LIMITS))
                .isInstanceOf(PhotoException.TooLarge.class)
                .hasMessage("JPEG has more than 200 scans, which is the most");
    }

    /** As phones append a film, and editors a second picture. */
    @Test
    void takesAJpegWithAnythingBehindItsEnd() throws PhotoException {
        byte[] jpeg = Pictures.encode(Pictures.grey(8, 8, (x, y) -> 50), "jpg");
        byte[] behind = new byte[100_000];
        new Random(1).nextBytes(behind);
        var both = ByteBuffer.allocate(jpeg.length + behind.length).put(jpeg).put(behind);

        assertThat(Photo.decode(both.array(), LIMITS).widthPixels()).isEqualTo(8);
    }

    @Test
    void refusesAPictureThatIsCutOffAnywhere() {
        for (String format : new String[] {"png", "jpg", "gif"}) {
            byte[] whole = Pictures.encode(Pictures.grey(24, 24, (x, y) -> (x * 31 + y * 17) & 0xff), format);
            int end = whole.length - (format.equals("gif") ? 1 : 0); // more pictures may follow in a GIF
            for (int length = 8; length < end; length++) {
                byte[] part = Pictures.cut(whole, length);
                assertThatThrownBy(() -> Photo.decode(part, LIMITS))
                        .as("%s cut to %d of %d bytes", format, length, whole.length)
                        .isInstanceOf(PhotoException.Broken.class);
            }
        }
    }

    @Test
    void neverFailsOtherwiseAtAFlippedByte() {
        var random = new Random(7);
        for (String format : new String[] {"png", "jpg", "gif"}) {
            byte[] whole = Pictures.encode(Pictures.grey(24, 24, (x, y) -> (x * 31 + y * 17) & 0xff), format);
            for (int i = 0; i < 2_000; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
                try {
                    assertThat(Photo.decode(damaged, LIMITS).toNetInput()).hasSize(NetInput.PIXELS);
                } catch (PhotoException expected) {
                    assertThat(expected).hasMessageMatching("(?s)(picture|PNG|JPEG|GIF) .+");
                }
            }
        }
    }

    @Test
    void refusesAJpegOfTwoComponentsByName() {
        byte[] jpeg = Pictures.encode(Pictures.grey(8, 8, (x, y) -> x), "jpg");
        for (int at = 2; ; at += 2 + Short.toUnsignedInt(ByteBuffer.wrap(jpeg).getShort(at + 2))) {
            if (jpeg[at + 1] == (byte) 0xc0) {
                jpeg[at + 9] = 2;
                break;
            }
        }

        assertThatThrownBy(() -> Photo.decode(jpeg, LIMITS))
                .isInstanceOf(PhotoException.Unsupported.class)
                .hasMessage("JPEG had 2 colour components but must have 1 (grey), 3 (colour) or 4 (inks)");
    }

    @Test
    void takesADamagedExifAsUpright() throws PhotoException {
        byte[] jpeg = Pictures.encode(Pictures.grey(16, 8, (x, y) -> 50), "jpg");
        byte[] exif = Pictures.withExif(jpeg, 6, ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(exif).putInt(2 + 4 + 6 + 4, 0x7fffffff); // the directory's offset

        assertThat(Photo.decode(exif, LIMITS).widthPixels()).isEqualTo(16);
    }

    private static int[] greys(BufferedImage image, String format) throws PhotoException {
        var upright = Photo.decode(Pictures.encode(image, format), LIMITS).upright();
        int[] greys = new int[upright.greys().length];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = upright.greys()[i] & 0xff;
        }
        return greys;
    }
}
