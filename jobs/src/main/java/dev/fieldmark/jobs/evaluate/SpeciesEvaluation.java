package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.domain.Candidate;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.domain.Identification.Answer;
import dev.fieldmark.jobs.draw.PhotoSheet;
import dev.fieldmark.jobs.draw.PhotoSheet.DrawnPhoto;
import dev.fieldmark.jobs.draw.Picture;
import dev.fieldmark.jobs.onnx.SpeciesNet;
import dev.fieldmark.jobs.photos.Negatives;
import dev.fieldmark.jobs.photos.PhotoSet;
import dev.fieldmark.jobs.species.Auroc;
import dev.fieldmark.jobs.species.LabelledAnswers;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How good a version is on photos whose species are known.
 *
 * @param guide of the version
 * @param photos whose labels are places in the guide
 * @param answers to them
 * @param scores of them
 * @param negativeScores of photos of nothing in the group; empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SpeciesEvaluation(
        FieldGuide guide, PhotoSet photos, LabelledAnswers answers, float[] scores, float[] negativeScores) {
    private static final int MOST_DRAWN = 24;

    /**
     * Asks the graph.
     *
     * @param negatives photos of nothing in the group
     */
    public static SpeciesEvaluation of(SpeciesNet graph, FieldGuide guide, PhotoSet photos, Negatives negatives) {
        SpeciesNet.Answers answers = graph.answers(photos.pixels());
        return new SpeciesEvaluation(
                guide,
                photos,
                new LabelledAnswers(answers.probabilities(), photos.labels()),
                answers.scores(),
                graph.answers(negatives.pixels()).scores());
    }

    /** How often each species was told for each: by what the photos show, then by the likeliest. */
    public SortedMap<String, SortedMap<String, Integer>> confusion() {
        var confusion = new TreeMap<String, SortedMap<String, Integer>>();
        List<String> labels = guide.labels();
        for (int photo = 0; photo < answers.size(); photo++) {
            confusion
                    .computeIfAbsent(labels.get(answers.labels()[photo]), any -> new TreeMap<>())
                    .merge(labels.get(answers.likeliest(photo)), 1, Integer::sum);
        }
        return confusion;
    }

    /** How many photos got each answer. */
    public Map<Answer, Integer> counts() {
        var counts = new EnumMap<Answer, Integer>(Answer.class);
        for (Answer answer : Answer.values()) {
            counts.put(answer, 0);
        }
        IntStream.range(0, answers.size())
                .forEach(photo -> counts.merge(identification(photo).answer(), 1, Integer::sum));
        return counts;
    }

    /** How often the answer was right where it was a species; empty where it never was. */
    public OptionalDouble precision() {
        return IntStream.range(0, answers.size())
                .filter(photo -> identification(photo).answer() == Answer.SPECIES)
                .mapToDouble(photo -> answers.isRight(photo) ? 1 : 0)
                .average();
    }

    public Identification identification(int photo) {
        return guide.identify(answers.probabilities()[photo], scores[photo], 2);
    }

    /** How well the scores tell the group from what is none of it; empty without photos of the latter. */
    public OptionalDouble auroc() {
        return negativeScores.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Auroc.of(scores, negativeScores));
    }

    /** The share of what is none of the group that was told so; empty likewise. */
    public OptionalDouble negativesRefused() {
        return IntStream.range(0, negativeScores.length)
                .mapToDouble(photo -> negativeScores[photo] < guide.thresholds().group() ? 1 : 0)
                .average();
    }

    /** The worst mistakes, 24 at most, with what was said. */
    public Picture mistakesSheet(String version) {
        int wrong = worstMistakes(answers.size()).size();
        String about = String.format(
                Locale.ROOT,
                "%,d of %,d photos (%.1f%%) show another species than the likeliest; the surest mistakes first",
                wrong,
                answers.size(),
                100.0 * wrong / answers.size());
        List<DrawnPhoto> drawn = new ArrayList<>();
        for (int photo : worstMistakes(MOST_DRAWN)) {
            Candidate said = identification(photo).candidates().get(0);
            drawn.add(new DrawnPhoto(
                    photos.sidePixels(),
                    photos.pixels()[photo],
                    guide.labels().get(photos.labels()[photo]),
                    String.format(Locale.ROOT, "%s %.0f%%", said.latin(), 100 * said.probability()),
                    false));
        }
        BufferedImage sheet = PhotoSheet.draw(version, about, drawn);
        return new Picture("worst-mistakes", "The worst mistakes of " + version, sheet, sheet);
    }

    /** The photos of which something else was said, the surest first. */
    public List<Integer> worstMistakes(int most) {
        return IntStream.range(0, answers.size())
                .filter(photo -> !answers.isRight(photo))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer photo) -> -answers.confidence(photo)))
                .limit(most)
                .toList();
    }
}
