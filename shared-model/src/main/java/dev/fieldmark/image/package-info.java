/**
 * The one preprocessing that training and serving share: photo bytes to the net's grey values, and the net's pixels back
 * to the photo's. {@link dev.fieldmark.image.Photo} is the way in.
 *
 * <p>The whole picture is taken as the face: nothing is cropped, and width and height are scaled separately to the net's
 * 96 x 96. Colour becomes luma (Rec. 601), transparency white, 16 bits 8; colour profiles are ignored. Coordinates are
 * those of the picture as a viewer shows it, that is with EXIF orientation applied, and pixel centres are whole numbers:
 * (0, 0) is the centre of the top left pixel.
 */
@NullMarked
package dev.fieldmark.image;

import org.jspecify.annotations.NullMarked;
