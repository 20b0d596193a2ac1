package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PhotoFormTest {
    @Test
    void givesNameAndBytesOfTheFile() {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        assertThat(PhotoForm.photos(new Forms().file("photo", content).bytes(), Forms.TYPE))
                .singleElement()
                .satisfies(photo -> assertThat(photo.content()).isEqualTo(content))
                .satisfies(photo -> assertThat(photo.name()).isEqualTo("photo.jpg"));
    }

    @Test
    void takesABoundaryInQuotesAndAFileWithoutType() {
        String form = """
                --an edge
                Content-Disposition: form-data; name="photo"; filename="ü.jpg"

                red
                --an edge--
                """.replace("\n", "\r\n");
        assertThat(PhotoForm.photos(
                        form.getBytes(StandardCharsets.UTF_8),
                        "multipart/form-data; boundary=\"an edge\"; charset=UTF-8"))
                .singleElement()
                .satisfies(photo -> assertThat(photo.content()).isEqualTo("red".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void saysWhereTheContentTypeHasNoBoundary() {
        byte[] form = new Forms().file("photo", new byte[1]).bytes();
        for (String type : new String[] {"multipart/form-data", "multipart/form-data; charset=utf-8"}) {
            assertThatThrownBy(() -> PhotoForm.photos(form, type))
                    .hasMessage("the form is broken: the content type was " + type + " but must have a boundary");
        }
    }

    @Test
    void saysWhereTheContentTypeNamesACharsetThatThereIsNot() {
        byte[] form = new Forms().file("photo", new byte[1]).bytes();
        assertThatThrownBy(() -> PhotoForm.photos(form, Forms.TYPE + "; charset=martian"))
                .hasMessage("the form is broken: it can't be read as " + Forms.TYPE + "; charset=martian");
    }

    /** Cut off, or with a few bytes turned over: a file, or the client's mistake, but never a fault of the service. */
    @Test
    void answersDamageWithAProblem() throws IOException {
        byte[] sound = new Forms().file("photo", Pictures.blackPng()).bytes();
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] form = Arrays.copyOf(sound, random.nextInt(4) == 0 ? random.nextInt(sound.length) : sound.length);
            for (int damage = random.nextInt(4); damage > 0 && form.length > 0; damage--) {
                form[random.nextInt(Math.min(form.length, 160))] = (byte) random.nextInt(256);
            }
            try {
                PhotoForm.photos(form, Forms.TYPE);
            } catch (ProblemException e) {
                assertThat(e.problem().status()).isEqualTo(422);
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 4999);
    }
}
