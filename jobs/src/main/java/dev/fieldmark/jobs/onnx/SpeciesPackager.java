package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.AnswerThresholds;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.photos.Negatives;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoManifest;
import dev.fieldmark.jobs.photos.PhotoSet;
import dev.fieldmark.jobs.photos.SpeciesCount;
import dev.fieldmark.jobs.species.Auroc;
import dev.fieldmark.jobs.species.LabelledAnswers;
import dev.fieldmark.jobs.species.Temperature;
import dev.fieldmark.jobs.species.ThresholdFit;
import dev.fieldmark.jobs.train.PhotoBatches;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Packs nets for species: one graph and their checkpoints, the guide, and how often the graph is right and how honest, as
 * ONNX Runtime answers, on the validation photos of their dataset. Temperature and thresholds are fitted to them too, and
 * the threshold of the group to those that show nothing in it. Heads are joined with their backbone.
 */
public final class SpeciesPackager implements ModelPackager {
    /** Share of the validation photos whose species is the likeliest. */
    public static final String TOP1 = "top1";
    /** Share of those whose species is among the two likeliest. */
    public static final String TOP2 = "top2";
    /**
     * Expected calibration error, where the temperature is fitted to one half of the validation photos and judged on the
     * other, and the other way round.
     */
    public static final String ECE = "ece";
    /** Mean cross entropy in nats, the temperature fitted likewise. */
    public static final String CROSS_ENTROPY = "cross-entropy";
    /** By what the logits are divided. */
    public static final String TEMPERATURE = "temperature";
    /**
     * How well the score tells the validation photos from those of nothing in the group: the area under the receiver
     * operating characteristic. Only where the dataset has such on its validation side.
     */
    public static final String AUROC = "auroc";
    /** Validation photos. */
    public static final String PHOTOS = "photos";

    @Override
    public ModelDraft pack(List<Member> members, ModelName model, Provenance provenance, Path folder)
            throws IOException, ParityException {
        Members.requireDistinctNames(members);
        List<Classifier> nets = new ArrayList<>();
        for (Member member : members) {
            nets.add(Classifier.read(member));
        }
        TrainingPlan plan = members.get(0).plan();
        PhotoDataset dataset = PhotoDataset.open(plan.dataset());
        PhotoSet photos = dataset.photos(Side.VALIDATION, plan.validationFraction());
        List<String> labels =
                dataset.manifest().species().stream().map(SpeciesCount::latin).toList();
        Signature signature = SpeciesGraph.signature(photos.sidePixels(), labels);
        Path onnx = folder.resolve(ModelDraft.ONNX);
        var export = new Export(
                nets,
                JoinedBackbone.of(dataset, plan),
                signature,
                Members.properties(members, model, provenance),
                onnx,
                plan.threads());
        SpeciesNet.Answers raw = export.answers(1, photos);
        List<float[][]> logits = new ArrayList<>();
        for (int i = 0; i < nets.size(); i++) {
            logits.add(nets.get(i)
                    .logits(PhotoBatches.of(
                            dataset, Side.VALIDATION, members.get(i).plan())));
        }
        ClassifierParity.check(raw, logits, photos.names());
        var uncalibrated = new LabelledAnswers(raw.probabilities(), photos.labels());
        double temperature = Temperature.fit(uncalibrated);
        SpeciesNet.Answers served = export.answers(temperature, photos);
        var calibrated = new LabelledAnswers(served.probabilities(), photos.labels());
        SortedMap<String, Path> files = Members.copyCheckpoints(members, folder);
        files.put(ModelDraft.ONNX, onnx);
        Negatives negatives = dataset.negatives(Side.VALIDATION, plan.validationFraction());
        float[] negativeScores = export.ask(negatives.pixels()).scores();
        FieldGuide guide = guide(dataset.manifest(), calibrated, served.scores(), negativeScores);
        files.put(FieldGuide.FILE, Files.write(folder.resolve(FieldGuide.FILE), guide.json()));
        int[] halves = dataset.halves(Side.VALIDATION, plan.validationFraction());
        SortedMap<String, Double> metrics = metrics(Temperature.crossFitted(uncalibrated, halves), temperature);
        if (negatives.size() > 0) {
            metrics.put(AUROC, Auroc.of(served.scores(), negativeScores));
        }
        return new ModelDraft(model, ModelManifest.SPECIES, files, signature, metrics, provenance);
    }

    private static FieldGuide guide(
            PhotoManifest dataset, LabelledAnswers answers, float[] scores, float[] negativeScores) {
        Map<String, Taxon> wider = new HashMap<>();
        dataset.taxa().forEach(taxon -> wider.put(taxon.latin(), taxon));
        List<Taxon> species = dataset.species().stream()
                .map(count -> Optional.ofNullable(wider.remove(count.latin())).orElseGet(() -> named(count.latin())))
                .toList();
        var guide = new FieldGuide(
                FieldGuide.FORMAT_VERSION,
                dataset.group(),
                species,
                dataset.taxa().stream()
                        .filter(taxon -> wider.containsKey(taxon.latin()))
                        .toList(),
                new AnswerThresholds(0, 0, 0));
        List<String> genera = species.stream().map(guide::genus).toList();
        return guide.with(ThresholdFit.of(answers, scores, negativeScores, genera));
    }

    private static Taxon named(String latin) {
        return new Taxon(
                latin, new TreeMap<>(), TaxonRank.SPECIES, Optional.empty(), OptionalLong.empty(), Toxicity.UNKNOWN);
    }

    private static SortedMap<String, Double> metrics(LabelledAnswers answers, double temperature) {
        var metrics = new TreeMap<String, Double>();
        metrics.put(PHOTOS, (double) answers.size());
        metrics.put(TOP1, answers.top(1));
        metrics.put(TOP2, answers.top(2));
        metrics.put(ECE, answers.expectedCalibrationError());
        metrics.put(CROSS_ENTROPY, answers.crossEntropy());
        metrics.put(TEMPERATURE, temperature);
        return metrics;
    }

    private record Export(
            List<Classifier> nets,
            Optional<JoinedBackbone> backbone,
            Signature signature,
            Map<String, String> properties,
            Path file,
            int threads) {
        /** Writes the graph, in the place of what was there, and asks it. */
        SpeciesNet.Answers answers(double temperature, PhotoSet photos) throws IOException {
            SpeciesGraph.write(nets, backbone, temperature, properties, file);
            return ask(photos.pixels());
        }

        /** Asks the graph that was written last. */
        SpeciesNet.Answers ask(byte[][] photos) throws IOException {
            try (SpeciesNet graph = SpeciesNet.open(Files.readAllBytes(file), signature, threads)) {
                return graph.answers(photos);
            }
        }
    }
}
