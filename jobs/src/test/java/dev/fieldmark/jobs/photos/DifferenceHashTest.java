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
        byte[] greys = new byte[72];
        greys[8] = 1; // the last of the first row
        greys[63] = 9; // the first of the last row

        assertThat(DifferenceHash.of(new GreyPicture(9, 8, greys))).isEqualTo(1L << 56);
    }

    @Test
    void isNearlyTheSameForASmallerJpegAndFarForAnotherPicture() throws IOException, PhotoException {
        long looks = hash(TestPhotos.picture(1), "png");
        var smaller = new BufferedImage(45, 33, BufferedImage.TYPE_INT_RGB);
        var pen = smaller.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(TestPhotos.picture(1), 0, 0, 45, 33, null);
        pen.dispose();

        assertThat(Long.bitCount(looks ^ hash(smaller, "jpg"))).isLessThanOrEqualTo(NearDuplicates.MOST_BITS);
        assertThat(Long.bitCount(looks ^ hash(TestPhotos.picture(2), "png"))).isGreaterThan(16);
    }

    private static long hash(BufferedImage image, String format) throws IOException, PhotoException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return DifferenceHash.of(SquarePhoto.decode(bytes.toByteArray(), new PhotoLimits(1 << 20, 1 << 20), 72)
                .greys());
    }
}
