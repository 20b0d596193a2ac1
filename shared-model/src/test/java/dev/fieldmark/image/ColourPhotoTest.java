package dev.fieldmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class ColourPhotoTest {
    @Test
    void ofGreysIsGreyInEachColour() {
        var photo = ColourPhoto.of(new GreyPicture(2, 1, new byte[] {0, (byte) 200}), 4);
        assertThat(photo.widthPixels()).isEqualTo(4);
        assertThat(photo.heightPixels()).isEqualTo(2);
        assertThat(photo.rgb(0, 1)).isEqualTo(0);
        assertThat(photo.rgb(3, 0)).isEqualTo(0xc8c8c8);
    }

    @Test
    void keepsTheShapeOfAVeryWidePhoto() throws Exception {
        var wide = new BufferedImage(3000, 1, BufferedImage.TYPE_INT_RGB);
        wide.setRGB(0, 0, 0xff0000);
        var photo = ColourPhoto.decode(Pictures.encode(wide, "png"), new PhotoLimits(1 << 20, 10_000), 30);
        assertThat(photo.widthPixels()).isEqualTo(30);
        assertThat(photo.heightPixels()).isEqualTo(1);
        assertThat(photo.rgb(0, 0)).isEqualTo(0x030000); // one of a hundred
    }

    @Test
    void keepsTheLimits() {
        var large = new BufferedImage(101, 100, BufferedImage.TYPE_BYTE_BINARY);
        assertThatThrownBy(
                        () -> ColourPhoto.decode(Pictures.encode(large, "png"), new PhotoLimits(1 << 20, 10_000), 30))
                .isInstanceOf(PhotoException.TooLarge.class);
    }

    @Test
    void hasThreeSamplesAPixel() {
        assertThatThrownBy(() -> new ColourPhoto(2, 2, new byte[11]))
                .hasMessage("photo was 2x2 with 11 samples but must have 3 times width times height, at least 3");
    }
}
