package dev.fieldmark.jobs.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DifferenceHashTest {
    @Test
    void saysWhereAGreyIsDarkerThanItsRightNeighbour() {
        byte[] greys = new byte[17 * 16];
        greys[16] = 1; // the last of the first row
        greys[17 * 15] = 9; // the first of the last row
        greys[17 * 8 + 1] = 9; // the second of the ninth

        assertThat(DifferenceHash.of(new GreyPicture(17, 16, greys)))
                .isEqualTo(new DifferenceHash(1L << 48, 0, 1L << 63, 0));
    }

    @Test
    void isNearlyTheSameForASmallerJpegAndFarForAnotherPicture() throws IOException, PhotoException {
        DifferenceHash looks = hash(TestPhotos.picture(1), "png");
        var smaller = new BufferedImage(45, 33, BufferedImage.TYPE_INT_RGB);
        var pen = smaller.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(TestPhotos.picture(1), 0, 0, 45, 33, null);
        pen.dispose();

        assertThat(looks.distance(hash(smaller, "jpg"))).isLessThanOrEqualTo(SimilarHashes.MOST_BITS);
        assertThat(looks.distance(hash(TestPhotos.picture(2), "png"))).isGreaterThan(64);
    }

    private static DifferenceHash hash(BufferedImage image, String format) throws IOException, PhotoException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return DifferenceHash.of(SquarePhoto.decode(bytes.toByteArray(), new PhotoLimits(1 << 20, 1 << 20), 72)
                .greys());
    }
}
