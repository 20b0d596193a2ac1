package dev.fieldmark.jobs.sample;

/** A marking, prepared for a wing's shape. */
record WingLayer(Pattern.Cover cover, Colour colour, double strength) {
    static WingLayer of(Marking marking, WingShape shape) {
        return new WingLayer(marking.pattern().on(shape), marking.colour(), marking.strength());
    }

    Colour over(Colour ground, WingPlace place) {
        return ground.towards(colour, strength * cover.at(place));
    }
}
