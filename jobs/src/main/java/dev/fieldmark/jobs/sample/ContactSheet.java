package dev.fieldmark.jobs.sample;

import dev.fieldmark.jobs.data.FaceRow;
import dev.fieldmark.jobs.data.FaceSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** The first faces in one PNG, twice as large, each labelled point a red cross. */
public final class ContactSheet {
    /** Faces that a sheet shows at most. */
    public static final int FACES = 60;

    private static final int COLUMNS = 10;
    private static final int ZOOM = 2;
    private static final int SIDE = FaceSet.SIDE * ZOOM;
    private static final int RED = 0xFF2020;

    private ContactSheet() {}

    /** Draws the first {@value #FACES} of these faces. */
    public static void write(Path file, List<FaceRow> faces) throws IOException {
        int count = Math.min(FACES, faces.size());
        BufferedImage sheet =
                new BufferedImage(COLUMNS * SIDE, (count + COLUMNS - 1) / COLUMNS * SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < count; i++) {
            draw(sheet, faces.get(i), i % COLUMNS * SIDE, i / COLUMNS * SIDE);
        }
        ImageIO.write(sheet, "png", file.toFile());
    }

    private static void draw(BufferedImage sheet, FaceRow face, int left, int top) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int grey = face.greys()[y / ZOOM * FaceSet.SIDE + x / ZOOM] & 255;
                sheet.setRGB(left + x, top + y, grey * 0x010101);
            }
        }
        for (int i = 0; i < FaceSet.TARGETS; i += 2) {
            if (!Float.isNaN(face.targets()[i])) {
                int x = (int) (face.targets()[i] * ZOOM);
                int y = (int) (face.targets()[i + 1] * ZOOM);
                for (int arm = -1; arm <= 1; arm++) {
                    sheet.setRGB(left + x + arm, top + y, RED);
                    sheet.setRGB(left + x, top + y + arm, RED);
                }
            }
        }
    }
}
