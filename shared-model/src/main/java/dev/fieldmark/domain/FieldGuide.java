package dev.fieldmark.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is known of a group's species, and when a net's numbers are an answer: {@code guide.json} of a version, beside the
 * graph that gives the numbers.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param group e.g. {@code butterflies}
 * @param species in the order of the graph's outputs, two or more; each with all that is known of it
 * @param wider the taxa above them, as far as they are known
 * @param thresholds when an answer is given
 */
public record FieldGuide(
        int formatVersion, String group, List<Taxon> species, List<Taxon> wider, AnswerThresholds thresholds) {
    /** Its file's name in a version. */
    public static final String FILE = "guide.json";

    public static final int FORMAT_VERSION = 1;
    /** The group whose answers bear {@link #NEVER_EAT}. */
    public static final String MUSHROOMS = "mushrooms";

    /** What is said with every answer about a mushroom. */
    public static final String NEVER_EAT =
            "Never eat a mushroom because a computer named it: deadly species look like edible ones.";

    private static final double MILLION = 1e6;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public FieldGuide {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("formatVersion was " + formatVersion + " but must be " + FORMAT_VERSION);
        }
        species = List.copyOf(species);
        wider = List.copyOf(wider);
        if (species.size() < 2) {
            throw new IllegalArgumentException("species were " + species.size() + " but must be 2 or more");
        }
    }

    /**
     * Reads {@code guide.json}.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static FieldGuide read(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, FieldGuide.class))
                    .orElseThrow(() -> new IllegalArgumentException(FILE + ": was null but must be an object"));
        } catch (JacksonException e) {
            String rule = e.getCause() instanceof IllegalArgumentException cause
                    ? String.valueOf(cause.getMessage())
                    : e.getOriginalMessage();
            throw new IllegalArgumentException(FILE + ": " + rule, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(FILE + ": " + e.getMessage(), e);
        }
    }

    /** The content of {@code guide.json}. */
    public byte[] json() {
        try {
            return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with other thresholds. */
    public FieldGuide with(AnswerThresholds others) {
        return new FieldGuide(formatVersion, group, species, wider, others);
    }

    /** Latin names in the order of the graph's outputs. */
    @JsonIgnore
    public List<String> labels() {
        return species.stream().map(Taxon::latin).toList();
    }

    /** What must be said with every answer, where there is such. */
    @JsonIgnore
    public Optional<String> warning() {
        return group.equals(MUSHROOMS) ? Optional.of(NEVER_EAT) : Optional.empty();
    }

    /**
     * What a photo shows.
     *
     * @param probabilities of each species, calibrated, adding up to 1
     * @param score of the photo: the higher, the more it looks like any of the group
     * @param top how many candidates, >= 2; there are never more than species
     */
    public Identification identify(float[] probabilities, double score, int top) {
        if (probabilities.length != species.size()) {
            throw new IllegalArgumentException(
                    "probabilities were " + probabilities.length + " but must be " + species.size());
        }
        if (top < 2) {
            throw new IllegalArgumentException("top was " + top + " but must be >= 2");
        }
        List<Candidate> candidates = IntStream.range(0, species.size())
                .mapToObj(i -> Candidate.of(species.get(i), share(probabilities[i])))
                .sorted(Comparator.comparingDouble(Candidate::probability).reversed())
                .limit(top)
                .toList();
        Candidate genus = likeliestGenus(probabilities);
        Identification.Answer answer = answer(candidates.get(0).probability(), genus.probability(), score);
        return new Identification(
                answer,
                candidates,
                answer == Identification.Answer.GENUS ? Optional.of(genus) : Optional.empty(),
                inMillionths(score),
                isEdibleOrToxic(candidates.get(0), candidates.get(1)),
                warning());
    }

    private Identification.Answer answer(double first, double genus, double score) {
        if (!(score >= thresholds.group())) {
            return Identification.Answer.NOT_THIS_GROUP;
        }
        if (first >= thresholds.species()) {
            return Identification.Answer.SPECIES;
        }
        return genus >= thresholds.genus() ? Identification.Answer.GENUS : Identification.Answer.UNKNOWN;
    }

    /** Rounding may have made it a little more than 1. */
    private static double share(double probability) {
        return Math.max(0, Math.min(1, inMillionths(probability)));
    }

    /** Nobody reads more digits. */
    private static double inMillionths(double value) {
        return Math.rint(value * MILLION) / MILLION;
    }

    private static boolean isEdibleOrToxic(Candidate one, Candidate other) {
        return isToxic(one) != isToxic(other);
    }

    private static boolean isToxic(Candidate candidate) {
        return candidate.toxic().orElse(false);
    }

    private Candidate likeliestGenus(float[] probabilities) {
        Map<String, Taxon> byName = widerByName();
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < species.size(); i++) {
            sums.merge(genus(species.get(i), byName), (double) probabilities[i], Double::sum);
        }
        var likeliest = Collections.max(sums.entrySet(), Map.Entry.comparingByValue());
        Taxon taxon = Optional.ofNullable(byName.get(likeliest.getKey()))
                .orElseGet(() -> new Taxon(
                        likeliest.getKey(),
                        new TreeMap<>(),
                        TaxonRank.GENUS,
                        Optional.empty(),
                        OptionalLong.empty(),
                        Toxicity.UNKNOWN));
        return Candidate.of(taxon, share(likeliest.getValue()));
    }

    /** The taxon of rank genus above it; where the taxa name none, the first word of its name. */
    public String genus(Taxon taxon) {
        return genus(taxon, widerByName());
    }

    private static String genus(Taxon taxon, Map<String, Taxon> byName) {
        return Stream.iterate(
                        Optional.of(taxon),
                        Optional::isPresent,
                        below -> below.flatMap(Taxon::parent).map(byName::get))
                .limit(TaxonRank.values().length)
                .flatMap(Optional::stream)
                .filter(above -> above.rank() == TaxonRank.GENUS)
                .map(Taxon::latin)
                .findFirst()
                .orElseGet(() -> taxon.latin().split(" ", 2)[0]);
    }

    private Map<String, Taxon> widerByName() {
        return wider.stream().collect(Collectors.toMap(Taxon::latin, Function.identity(), (one, other) -> one));
    }
}
