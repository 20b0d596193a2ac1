package dev.fieldmark.jobs.train;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A net and how it is trained: every setting that a sweep can search, by the name that the spec uses. The values of
 * net1 to net7 are those of the 2014 tutorial on facial keypoints.
 *
 * @param subject what is asked
 * @param network net1 to net7, residual or hourglass; of photos residual, of features head; of scenes scanner
 * @param architecture what it is made of
 * @param initialization of its weights
 * @param outputScale factor on the last layer's initial weights: small keeps the first outputs small
 * @param learning how the weights learn
 * @param flipAverage whether the graph that is served answers the mean of a picture and its mirror image
 * @param lesson how the pictures are changed, and what is made small
 */
public record Recipe(
        Subject subject,
        String network,
        Architecture architecture,
        Initialization initialization,
        double outputScale,
        Learning learning,
        boolean flipAverage,
        Lesson lesson) {
    /** The distributions of initial weights: Glorot and Bengio's (2010) and He et al.'s (2015). */
    public enum Initialization {
        GLOROT_UNIFORM,
        GLOROT_NORMAL,
        HE_UNIFORM,
        HE_NORMAL
    }

    /** What is done to each face's grey values. */
    public enum Contrast {
        NONE,
        STANDARDIZE
    }

    public Recipe {
        Rule.POSITIVE.check("output-scale", outputScale);
        if (subject instanceof Subject.Photos photos && architecture instanceof Architecture.Residual) {
            photos.requireHalves();
        }
    }

    /** The networks: the tutorial's net1 to net7, by what each adds to the one before, then those beyond it. */
    public static List<String> networks() {
        return Presets.NETWORKS;
    }

    /** Those that can be asked this. */
    public static List<String> networks(Subject subject) {
        if (subject instanceof Subject.Species) {
            return subject instanceof Subject.Features ? Presets.FEATURE_NETWORKS : Presets.PHOTO_NETWORKS;
        }
        return subject instanceof Subject.Scenes ? Presets.SCENE_NETWORKS : Presets.NETWORKS;
    }

    /** Whether this network sees the features of a backbone. */
    public static boolean isHead(String network) {
        return Presets.FEATURE_NETWORKS.contains(network);
    }

    /**
     * The rule of each setting, in words, by name: what {@link #of} takes, {@code network} among them (it is the first
     * argument there, and not one of the settings).
     */
    public static SortedMap<String, String> parameterNames() {
        return RecipeReader.RULES;
    }

    /**
     * The named net with these settings changed. Where only a schedule's start is given, its end stays the net's own
     * (or equals the start, if that lies beyond it, or if the net's schedule is constant). With the updater adam the
     * tutorial's nets have 0.001 and 0.9, constant.
     *
     * @param subject what is asked
     * @param network one of {@link #networks(Subject)}
     * @param settings by name, e.g. {@code learning-rate -> 0.03, dropout4 -> 0.5, dense-units -> 1000}
     * @throws IllegalArgumentException naming the setting, its value and its rule
     */
    public static Recipe of(Subject subject, String network, Map<String, String> settings) {
        return new RecipeReader(subject, network, settings).read();
    }

    /** Of faces. */
    public static Recipe of(String network, Map<String, String> settings) {
        return of(Subject.FACES, network, settings);
    }

    /**
     * Every setting by name, except {@code network}, so that {@code of(subject, network, settings())} is this recipe: goes into
     * the provenance.
     */
    public SortedMap<String, String> settings() {
        var settings = new TreeMap<String, String>();
        architecture.putSettings(settings);
        settings.put("initialization", Words.of(initialization));
        settings.put("output-scale", String.valueOf(outputScale));
        learning.putSettings(settings);
        settings.put("flip-average", String.valueOf(flipAverage));
        lesson.putSettings(settings, architecture);
        return settings;
    }

    /** Of faces; {@link IllegalStateException} for others. */
    public Lesson.Faces faces() {
        if (lesson instanceof Lesson.Faces faces) {
            return faces;
        }
        throw new IllegalStateException(network + " was asked about photos but must be about faces");
    }

    /** Of photos; {@link IllegalStateException} for others. */
    public Lesson.Photos photos() {
        if (lesson instanceof Lesson.Photos photos) {
            return photos;
        }
        throw new IllegalStateException(network + " was asked about faces but must be about photos");
    }

    /** Of scenes; {@link IllegalStateException} for others. */
    public Lesson.Scenes scenes() {
        if (lesson instanceof Lesson.Scenes scenes) {
            return scenes;
        }
        throw new IllegalStateException(network + " was asked about something else but must be about scenes");
    }

    /** Of photos, or their features; {@link IllegalStateException} for others. */
    public Subject.Species speciesSubject() {
        if (subject instanceof Subject.Species species) {
            return species;
        }
        throw new IllegalStateException(network + " was asked about faces but must be about photos");
    }

    /** The layers of one of the tutorial's nets; {@link IllegalStateException} for the others. */
    public Architecture.Tutorial tutorial() {
        if (architecture instanceof Architecture.Tutorial tutorial) {
            return tutorial;
        }
        throw new IllegalStateException(network + " is none of the tutorial's nets");
    }
}
