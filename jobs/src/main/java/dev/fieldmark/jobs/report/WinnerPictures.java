package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.draw.Picture;
import dev.fieldmark.jobs.draw.Png;
import dev.fieldmark.jobs.evaluate.Evaluation;
import dev.fieldmark.jobs.evaluate.LabelledFaces;
import dev.fieldmark.jobs.evaluate.Part;
import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.jobs.evaluate.SpeciesEvaluation;
import dev.fieldmark.jobs.evaluate.VersionPictures;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.Outcome;
import dev.fieldmark.jobs.flink.sweep.StudyFolder;
import dev.fieldmark.jobs.flink.sweep.StudyRequest;
import dev.fieldmark.jobs.onnx.DetectorPackager;
import dev.fieldmark.jobs.onnx.OnnxNet;
import dev.fieldmark.jobs.onnx.OnnxNetException;
import dev.fieldmark.jobs.onnx.SpeciesNet;
import dev.fieldmark.jobs.photos.Negatives;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoSet;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.StoreException;
import dev.fieldmark.store.StoreLocation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * What the version that a study published answers on the pictures that validated it.
 *
 * @param about the pictures, or why they can't be shown; empty where the study published nothing
 * @param pictures empty where they can't be shown
 */
public record WinnerPictures(String about, List<Picture> pictures) {
    /** Of a study that published nothing. */
    static final WinnerPictures NONE = new WinnerPictures("", List.of());

    public WinnerPictures {
        pictures = List.copyOf(pictures);
    }

    /**
     * Reads store and dataset of a study that is over, and draws.
     *
     * @param progress told the number of faces that were answered
     */
    public static WinnerPictures of(ReportSource source, IntConsumer progress) throws IOException {
        Optional<Outcome> published = source.outcome().filter(outcome -> outcome.kind() == Outcome.Kind.PUBLISHED);
        if (published.isEmpty()) {
            return NONE;
        }
        String version = published.get().model() + "@" + published.get().version();
        Optional<StudyRequest> request = new StudyFolder(source.folder()).request();
        if (request.isEmpty()) {
            return missing(version, "the study does not say on which store and dataset it ran");
        }
        try {
            return draw(published.get(), request.get(), progress);
        } catch (StoreException | OnnxNetException | IOException | UncheckedIOException e) {
            return missing(version, String.valueOf(e.getMessage()));
        }
    }

    private static WinnerPictures draw(Outcome outcome, StudyRequest request, IntConsumer progress) throws IOException {
        StoreLocation store = StoreLocation.of(request.store());
        require(!store.isMissing(), "store", request.store());
        FileLocation dataset = FileLocation.of(request.data());
        require(dataset.isFolder(), "dataset", request.data());
        Path data = dataset.localFolder();
        var reference = new ModelReference(new ModelName(outcome.model()), String.valueOf(outcome.version()));
        var version = ServedVersion.any(store, reference);
        String trainedOn = version.manifest().provenance().datasetHash();
        if (version.isOfSpecies()) {
            return draw(version, data, trainedOn);
        }
        if (version.isDetector()) {
            return new WinnerPictures(detected(version), List.of());
        }
        if (!PreparedDataset.open(data).manifest().contentHash().equals(trainedOn)) {
            throw new BadDataException(data + " holds other faces than those it was trained on");
        }
        OptionalDouble fraction =
                version.validationFraction().map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        FaceSet faces = LabelledFaces.ofDataset(data, Part.VALIDATION, fraction);
        byte[] onnx = version.onnx();
        try (var graph = OnnxNet.open(onnx, Runtime.getRuntime().availableProcessors())) {
            var evaluation = Evaluation.of(graph, faces, progress);
            String about = String.format(
                    Locale.ROOT,
                    "%s on the %,d pictures that validated it: %.2f px.",
                    version,
                    faces.size(),
                    evaluation.errors().rmsePixels().orElse(Double.NaN));
            return new WinnerPictures(about, VersionPictures.of(version, onnx, evaluation));
        }
    }

    private static String detected(ServedVersion version) {
        SortedMap<String, Double> metrics = version.manifest().metrics();
        return String.format(
                Locale.ROOT,
                "%s on composites of other people's faces: %.1f%% found, %.3f boxes of none a photo.",
                version,
                100 * metrics.getOrDefault(DetectorPackager.RECALL, Double.NaN),
                metrics.getOrDefault(DetectorPackager.FALSE_POSITIVES, Double.NaN));
    }

    private static WinnerPictures draw(ServedVersion version, Path data, String trainedOn) throws IOException {
        PhotoDataset dataset = PhotoDataset.open(data);
        if (!dataset.manifest().contentHash().equals(trainedOn)) {
            throw new BadDataException(data + " holds other photos than those it was trained on");
        }
        double fraction = version.validationFraction().orElse(dataset.manifest().validationFraction());
        PhotoSet photos = dataset.photos(Side.VALIDATION, fraction);
        try (var graph = SpeciesNet.open(
                version.onnx(),
                version.manifest().signature(),
                Runtime.getRuntime().availableProcessors())) {
            var evaluation = SpeciesEvaluation.of(graph, version.guide(), photos, Negatives.none(photos.sidePixels()));
            String about = String.format(
                    Locale.ROOT,
                    "%s on the %,d photos that validated it: %.1f%% right, %.1f%% with the second guess.",
                    version,
                    photos.size(),
                    100 * evaluation.answers().top(1),
                    100 * evaluation.answers().top(2));
            return new WinnerPictures(about, List.of(evaluation.mistakesSheet(version.toString())));
        }
    }

    private static void require(boolean isHere, String what, String name) throws BadDataException {
        if (!isHere) {
            throw new BadDataException("the " + what + " " + name + " is not here");
        }
    }

    private static WinnerPictures missing(String version, String why) {
        return new WinnerPictures("What " + version + " answers can't be shown: " + why + ".", List.of());
    }

    /** The page's section; empty where the study published nothing. */
    String html() {
        if (about.isEmpty()) {
            return "";
        }
        return "<section>\n<h2>The winner's answers</h2>\n<p class=\"hint\">" + ReportPage.escaped(about)
                + "</p>\n<div class=\"answers\">\n"
                + pictures.stream().map(WinnerPictures::figure).collect(Collectors.joining()) + "</div>\n</section>";
    }

    /** Sheets have a caption below; charts have their title within, and a dark twin. */
    private static String figure(Picture picture) {
        String caption = ReportPage.escaped(picture.caption());
        if (picture.isSheet()) {
            return "<figure>" + image(picture, caption) + "<figcaption>" + caption + "</figcaption></figure>\n";
        }
        return "<figure class=\"chart-picture\"><picture><source media=\"(prefers-color-scheme: dark)\" srcset=\""
                + data(picture.dark()) + "\">" + image(picture, caption) + "</picture></figure>\n";
    }

    private static String image(Picture picture, String text) {
        return "<img alt=\"" + text + "\" width=\"" + picture.widthPoints() + "\" src=\"" + data(picture.light())
                + "\">";
    }

    private static String data(BufferedImage picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.bytes(picture));
    }
}
