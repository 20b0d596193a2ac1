/**
 * The one preprocessing that training and serving share: photo bytes to what the net sees, and the net's pixels back to
 * the photo's. {@link dev.fieldmark.image.Photo} is the way in for faces, {@link dev.fieldmark.image.SquarePhoto} for
 * species; both decode and resample by the same code.
 *
 * <p>The whole picture is taken as the face, or a box in it: width and height are scaled separately to the net's 96 x 96.
 * A box may reach beyond the picture, whose outermost pixels are then continued. Colour becomes luma (Rec. 601), transparency white, 16 bits 8; colour profiles are ignored. Coordinates are
 * those of the picture as a viewer shows it, that is with EXIF orientation applied, and pixel centres are whole numbers:
 * (0, 0) is the centre of the top left pixel.
 */
@NullMarked
package dev.fieldmark.image;

import org.jspecify.annotations.NullMarked;
