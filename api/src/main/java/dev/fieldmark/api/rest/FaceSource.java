package dev.fieldmark.api.rest;

import dev.fieldmark.image.ColourPhoto;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;

/** A photo of a face as it was sent. */
sealed interface FaceSource {
    /** As the net is shown it. */
    Photo photo() throws PhotoException;

    /** As people are shown it. */
    ColourPhoto view(int longerSidePixels) throws PhotoException;

    @SuppressWarnings("ArrayRecordComponent") // made, read and dropped; never compared
    record OfFile(byte[] bytes, PhotoLimits limits) implements FaceSource {
        @Override
        public Photo photo() throws PhotoException {
            return Photo.decode(bytes, limits);
        }

        @Override
        public ColourPhoto view(int longerSidePixels) throws PhotoException {
            return ColourPhoto.decode(bytes, limits, longerSidePixels);
        }
    }

    /** Kaggle's pixel string. */
    record OfPixels(String pixels) implements FaceSource {
        @Override
        public Photo photo() throws PhotoException {
            return new Photo(GreyPicture.parse(pixels));
        }

        @Override
        public ColourPhoto view(int longerSidePixels) throws PhotoException {
            return ColourPhoto.of(GreyPicture.parse(pixels), longerSidePixels);
        }
    }
}
