package dev.fieldmark.jobs.sample;

/** Red, green and blue, each from 0 to 1; light may be brighter. */
record Colour(double red, double green, double blue) {
    /** As in a web page, 0xRRGGBB. */
    static Colour of(int rgb) {
        return new Colour((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
    }

    Colour towards(Colour other, double share) {
        return new Colour(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    Colour times(double factor) {
        return new Colour(red * factor, green * factor, blue * factor);
    }

    Colour times(Colour light) {
        return new Colour(red * light.red, green * light.green, blue * light.blue);
    }
}
