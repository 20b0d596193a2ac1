package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.data.FaceSet;

/** What a net is asked about: the shape of the pictures that it sees and of the targets that it learns. */
public sealed interface Subject {
    /** Where the points of a face are: grey pictures, thirty coordinates. */
    Subject FACES = new Faces();

    /** Where faces are in a picture. */
    Subject SCENES = new Scenes();

    int channels();

    int sidePixels();

    /** Numbers that a net learns for each picture. */
    int targets();

    /** Numbers in a picture. */
    default int samples() {
        return channels() * sidePixels() * sidePixels();
    }

    /** Where the points of a face are. */
    record Faces() implements Subject {
        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int sidePixels() {
            return FaceSet.SIDE;
        }

        @Override
        public int targets() {
            return FaceSet.TARGETS;
        }
    }

    /** Where faces are in a picture, and how large: grey scenes with none, one or several. */
    record Scenes() implements Subject {
        /** Pixels a side of the scenes that a net learns from; it answers for pictures of any size. */
        public static final int SIDE = 96;

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int sidePixels() {
            return SIDE;
        }

        @Override
        public int targets() {
            return FaceCells.NUMBERS * FaceCells.CELLS;
        }
    }

    /** Which species a photo shows. */
    sealed interface Species extends Subject {
        /** As they are stored and sent. */
        Photos photos();

        @Override
        default int targets() {
            return photos().species();
        }
    }

    /**
     * Which species a photo shows, by its pixels.
     *
     * @param sidePixels of the square photos
     * @param species from which to tell, >= 2
     */
    record Photos(int sidePixels, int species) implements Species {
        private static final int STEP = 16;

        public Photos {
            if (species < 2) {
                throw new IllegalArgumentException("species were " + species + " but must be 2 or more");
            }
        }

        /** For a net by which they are halved so often. */
        void requireHalves() {
            if (sidePixels < 2 * STEP || sidePixels % STEP != 0) {
                throw new IllegalArgumentException(
                        "side of the photos was " + sidePixels + " but must be a multiple of " + STEP + ", at least "
                                + 2 * STEP + ": prepare them with --side");
            }
        }

        @Override
        public Photos photos() {
            return this;
        }

        @Override
        public int channels() {
            return 3;
        }
    }

    /**
     * Which species a photo shows, by what a backbone says of it: a net sees its features as planes of one pixel.
     *
     * @param length of a photo's features
     */
    record Features(Photos photos, Backbone backbone, int length) implements Species {
        @Override
        public int channels() {
            return length;
        }

        @Override
        public int sidePixels() {
            return 1;
        }
    }
}
