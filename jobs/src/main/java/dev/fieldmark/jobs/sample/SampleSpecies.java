package dev.fieldmark.jobs.sample;

import dev.fieldmark.jobs.sample.Pattern.Band;
import dev.fieldmark.jobs.sample.Pattern.Fade;
import dev.fieldmark.jobs.sample.Pattern.Row;
import dev.fieldmark.jobs.sample.Pattern.Spot;
import dev.fieldmark.jobs.sample.Pattern.Veins;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ten butterflies that do not exist. The first two are hard to tell apart, as some real ones are. */
public enum SampleSpecies {
    EXEMPLARIA_PRIMA("first sample tortoiseshell", 0x4A3A2C, 1.1, tortoiseshell(false), tortoiseshellHind(false)),
    EXEMPLARIA_SECUNDA("second sample tortoiseshell", 0x4A3A2C, 1.1, tortoiseshell(true), tortoiseshellHind(true)),
    EXEMPLARIA_TERTIA(
            "sample admiral",
            0x2E241E,
            1.1,
            design(
                    Wings.HOOKED_FORE,
                    0x2B2019,
                    List.of(
                            glaze(0x5A4330, 0.8, new Fade(0.3, 0)),
                            of(0xD8431D, new Band(0.47, 0.64, 0.1, 1.1, 0.012)),
                            of(0xF4EFE6, new Spot(0.27, 0.8, 0.075, 0.75)),
                            of(0xF4EFE6, new Spot(0.4, 0.88, 0.035, 1)),
                            of(0xF4EFE6, new Spot(0.5, 0.9, 0.028, 1)),
                            of(0x6E6257, new Band(0.975, 1.1, -1, 2, 0)))),
            design(
                    Wings.SCALLOPED_HIND,
                    0x2B2019,
                    List.of(
                            glaze(0x5A4330, 0.8, new Fade(0.4, 0)),
                            of(0xD8431D, new Band(0.8, 0.96, 0.2, 0.9, 0.004)),
                            row(0x1B1410, 0.88, 0.28, 0.82, 5, 0.022)))),
    PICTURA_ALBA(
            "sample white",
            0x3C3B3A,
            0.9,
            design(
                    Wings.ROUND_FORE,
                    0xF1EEE2,
                    List.of(
                            glaze(0x6B675F, 0.75, new Fade(0.28, 0)),
                            glaze(0xB9B39E, 0.45, new Veins(7, 0.012)),
                            of(0x38332F, new Band(0.84, 1.1, -1, 0.55, 0.02)),
                            of(0x38332F, new Spot(0.62, 0.62, 0.045, 1)))),
            design(
                    Wings.ROUND_HIND,
                    0xF3F0E4,
                    List.of(
                            glaze(0x6B675F, 0.7, new Fade(0.35, 0)),
                            glaze(0xB9B39E, 0.4, new Veins(7, 0.012)),
                            of(0x4A4540, new Spot(0.12, 0.75, 0.045, 1))))),
    PICTURA_SULPHUREA(
            "sample yellow",
            0x5A5330,
            0.9,
            design(
                    Wings.ROUND_FORE,
                    0xF0C62E,
                    List.of(
                            glaze(0x7A6A22, 0.6, new Fade(0.25, 0)),
                            of(0x2C2723, new Band(0.8, 1.1, -1, 2, 0.022)),
                            glaze(0xE3C75A, 0.8, new Band(0.85, 0.9, 0.12, 0.4, 0)),
                            of(0x2C2723, new Spot(0.36, 0.55, 0.045, 1)))),
            design(
                    Wings.ROUND_HIND,
                    0xEFC338,
                    List.of(
                            glaze(0x7A6A22, 0.6, new Fade(0.35, 0)),
                            of(0x2C2723, new Band(0.85, 1.1, -1, 0.72, 0.022)),
                            of(0xE8802A, new Spot(0.42, 0.5, 0.065, 1))))),
    FICTA_CAERULEA(
            "sample blue",
            0x55606E,
            1,
            design(
                    Wings.ROUND_FORE,
                    0x4C78D0,
                    List.of(
                            glaze(0x9DB7EA, 0.7, new Fade(0.4, 0)),
                            glaze(0x2E4690, 0.5, new Veins(8, 0.012)),
                            of(0x232A4A, new Band(0.88, 1.1, -1, 2, 0.008)),
                            of(0xF2F2EE, new Band(0.955, 1.1, -1, 2, 0)))),
            design(
                    Wings.ROUND_HIND,
                    0x4C78D0,
                    List.of(
                            glaze(0x9DB7EA, 0.7, new Fade(0.5, 0)),
                            glaze(0x2E4690, 0.5, new Veins(8, 0.012)),
                            of(0x232A4A, new Band(0.91, 1.1, -1, 2, 0.008)),
                            row(0x232A4A, 0.86, 0.2, 0.9, 6, 0.026),
                            of(0xF2F2EE, new Band(0.955, 1.1, -1, 2, 0))))),
    FICTA_AENEA(
            "sample copper",
            0x4B3B33,
            1,
            design(
                    Wings.ROUND_FORE,
                    0xE8742A,
                    List.of(
                            glaze(0x9A5A2C, 0.7, new Fade(0.3, 0)),
                            of(0x3A2A26, new Band(0.86, 1.1, -1, 2, 0.008)),
                            row(0x2C201D, 0.7, 0.2, 0.88, 6, 0.042),
                            of(0x2C201D, new Spot(0.5, 0.5, 0.05, 1)),
                            of(0x2C201D, new Spot(0.5, 0.3, 0.04, 1)),
                            glaze(0xC9B6A2, 0.8, new Band(0.97, 1.1, -1, 2, 0)))),
            design(
                    Wings.ROUND_HIND,
                    0x4A3630,
                    List.of(
                            glaze(0x6E4E3A, 0.7, new Fade(0.5, 0)),
                            of(0xE8742A, new Band(0.74, 0.93, 0.12, 0.95, 0.012)),
                            row(0x2C201D, 0.92, 0.18, 0.9, 6, 0.026),
                            glaze(0xC9B6A2, 0.8, new Band(0.97, 1.1, -1, 2, 0))))),
    SIMULATA_CAUDATA(
            "sample swallowtail",
            0x3B352A,
            1.1,
            design(
                    Wings.TRIANGLE_FORE,
                    0xEFD873,
                    List.of(
                            of(0x26221E, new Veins(7, 0.026)),
                            glaze(0x26221E, 0.95, new Fade(0.34, 0.2)),
                            of(0x26221E, new Band(0.44, 0.52, 0.15, 0.5, 0)),
                            of(0x26221E, new Band(0.8, 1.1, -1, 2, 0.006)),
                            row(0xEFD873, 0.93, 0.2, 0.94, 8, 0.026))),
            design(
                    Wings.TAILED_HIND,
                    0xEFD873,
                    List.of(
                            of(0x26221E, new Veins(6, 0.024)),
                            glaze(0x26221E, 0.9, new Fade(0.25, 0.1)),
                            of(0x26221E, new Band(0.7, 1.1, -1, 2, 0.01)),
                            row(0x4A6FB5, 0.79, 0.14, 0.62, 5, 0.036),
                            row(0xEFD873, 0.93, 0.14, 0.56, 5, 0.028),
                            of(0x26221E, new Spot(0.9, 0.76, 0.09, 1)),
                            of(0xCF4326, new Spot(0.9, 0.76, 0.065, 1))))),
    DELINEATA_OCELLATA(
            "sample peacock",
            0x4A2E22,
            1.15,
            design(
                    Wings.HOOKED_FORE,
                    0xA63C24,
                    withEye(
                            List.of(
                                    glaze(0x55281A, 0.7, new Fade(0.35, 0)),
                                    of(0x2B1D18, new Spot(0.3, 0.5, 0.085, 0.6)),
                                    of(0xE8C46A, new Spot(0.26, 0.62, 0.06, 0.7)),
                                    of(0x6B5A4C, new Band(0.93, 1.1, -1, 2, 0.006))),
                            0.36,
                            0.8,
                            0.125,
                            0xE9CC7C,
                            0x3A2120,
                            0x5A7FC4)),
            design(
                    Wings.SCALLOPED_HIND,
                    0x9C3B26,
                    withEye(
                            List.of(
                                    glaze(0x4E2A1E, 0.85, new Fade(0.55, 0.1)),
                                    of(0x6B5A4C, new Band(0.9, 1.1, -1, 2, 0.006))),
                            0.3,
                            0.68,
                            0.15,
                            0xCDBFA8,
                            0x201718,
                            0x4C74C9))),
    IMAGINARIA_LONGA(
            "sample longwing",
            0x2A2622,
            0.9,
            design(
                    Wings.LONG_FORE,
                    0x231E1C,
                    List.of(
                            of(0xF0DE7A, new Band(0.6, 0.72, 0.05, 0.75, 0.01)),
                            glaze(0xD23B2A, 1, new Band(0.12, 0.46, 0.55, 0.85, 0.01)),
                            of(0xF0DE7A, new Spot(0.22, 0.88, 0.04, 0.8)))),
            design(
                    Wings.LONG_HIND,
                    0x231E1C,
                    List.of(
                            of(0xF0DE7A, new Band(0.42, 0.56, 0.1, 0.9, 0.01)),
                            row(0xF4F0E2, 0.92, 0.15, 0.9, 9, 0.016))));

    private final String common;
    private final Colour body;
    private final double bodyWidth;
    private final WingDesign fore;
    private final WingDesign hind;

    SampleSpecies(String common, int body, double bodyWidth, WingDesign fore, WingDesign hind) {
        this.common = common;
        this.body = Colour.of(body);
        this.bodyWidth = bodyWidth;
        this.fore = fore;
        this.hind = hind;
    }

    /** E.g. {@code Exemplaria prima}. */
    public String latin() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Its Latin name as the name of its folder. */
    String folder() {
        return latin().replace(' ', '_');
    }

    /** The first of its Latin names. */
    public String genus() {
        return latin().substring(0, latin().indexOf(' '));
    }

    /** What it is called in English. */
    public String common() {
        return common;
    }

    Colour body() {
        return body;
    }

    double bodyWidth() {
        return bodyWidth;
    }

    WingDesign fore() {
        return fore;
    }

    WingDesign hind() {
        return hind;
    }

    /** The second has a white spot at the tip and no third spot in the middle. */
    private static WingDesign tortoiseshell(boolean second) {
        List<Marking> markings = new ArrayList<>(List.of(
                glaze(0x6E4A2A, 0.8, new Fade(0.3, 0)),
                of(0x2A2019, new Spot(0.22, 0.36, 0.07, 0.6)),
                of(0x2A2019, new Spot(0.24, 0.58, 0.075, 0.6)),
                of(0xEFC765, new Spot(0.22, 0.47, 0.05, 0.6)),
                of(0xEFC765, new Spot(0.22, 0.7, 0.055, 0.6)),
                of(0x2A2019, new Spot(0.2, 0.8, 0.075, 0.6)),
                of(0x2A2019, new Spot(0.7, 0.62, 0.04, 1)),
                of(0x2A2019, new Spot(0.52, 0.66, 0.034, 1)),
                of(0x2A2019, new Spot(0.85, 0.5, second ? 0.03 : 0.06, 1)),
                of(0x33271F, new Band(0.88, 1.1, -1, 2, 0.01)),
                glaze(0x9A8C78, 0.7, new Band(0.965, 1.1, -1, 2, 0))));
        if (second) {
            markings.add(of(0xF6F2E8, new Spot(0.27, 0.86, 0.045, 0.7)));
        }
        return design(Wings.HOOKED_FORE, 0xDB6A22, markings);
    }

    /** The second has blue moons in its border. */
    private static WingDesign tortoiseshellHind(boolean second) {
        List<Marking> markings = new ArrayList<>(
                List.of(glaze(0x4A3424, 0.9, new Fade(0.6, 0.3)), of(0x33271F, new Band(0.84, 1.1, -1, 2, 0.01))));
        markings.add(second ? row(0x5C86C8, 0.9, 0.15, 0.9, 7, 0.028) : row(0xC9A05A, 0.9, 0.15, 0.9, 7, 0.018));
        return design(Wings.SCALLOPED_HIND, 0xDB6A22, markings);
    }

    private static WingDesign design(WingShape shape, int ground, List<Marking> markings) {
        return new WingDesign(shape, Colour.of(ground), List.copyOf(markings));
    }

    private static Marking of(int rgb, Pattern pattern) {
        return new Marking(pattern, Colour.of(rgb), 1);
    }

    /** What lets the ground shine through. */
    private static Marking glaze(int rgb, double strength, Pattern pattern) {
        return new Marking(pattern, Colour.of(rgb), strength);
    }

    private static Marking row(int rgb, double out, double firstAround, double lastAround, int count, double radius) {
        return of(rgb, new Row(out, firstAround, lastAround, count, radius));
    }

    /** An eyespot, its rings from outside to inside, over other markings. */
    private static List<Marking> withEye(
            List<Marking> below, double around, double out, double radius, int ring, int dark, int shine) {
        List<Marking> markings = new ArrayList<>(below);
        markings.add(of(ring, new Spot(around, out, radius, 1)));
        markings.add(of(dark, new Spot(around, out, radius * 0.78, 1)));
        markings.add(of(shine, new Spot(around - 0.02, out + 0.01, radius * 0.52, 1)));
        markings.add(of(dark, new Spot(around + 0.02, out - 0.02, radius * 0.3, 1)));
        markings.add(of(0xFFFFFF, new Spot(around - 0.06, out + 0.04, radius * 0.13, 1)));
        return markings;
    }
}
