package dev.fieldmark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.draw.Picture;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.onnx.PublishedNets;
import dev.fieldmark.jobs.sample.SampleFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WinnerPicturesTest {
    private static final Map<String, String> SETTING = Map.of("learning-rate", "0.01", "updater", "adam");

    @TempDir
    Path folder;

    private WrittenStudy study() throws IOException {
        return new WrittenStudy(folder.resolve("faces")).trial("completed", SETTING, 0.1, 0.01);
    }

    private WinnerPictures pictures() throws IOException {
        return WinnerPictures.of(ReportSource.read(FileLocation.of(folder.resolve("faces"))), done -> {});
    }

    private Path data(int seed) throws IOException {
        Path data = folder.resolve("data-" + seed);
        DatasetWriter.write(data, Preparation.of("training.csv"), SampleFaces.draw(seed, 40));
        return data;
    }

    @Test
    void showsWhatThePublishedVersionAnswersToTheFacesThatValidatedIt() throws IOException {
        Path data = data(4);
        Path store = publishOn(data);
        study().ranOn(data, store).over(0);

        WinnerPictures pictures = pictures();

        assertThat(pictures.about()).matches("keypoints@3 on the \\d+ pictures that validated it: \\d+\\.\\d\\d px\\.");
        assertThat(pictures.pictures())
                .extracting(Picture::name)
                .containsExactly("predictions", "worst-faces", "error-per-keypoint", "first-layer-filters");
        assertThat(pictures.html())
                .containsOnlyOnce("<h2>The winner's answers</h2>")
                .contains("<img alt=\"The filters of the first convolution.\" width=\"", "src=\"data:image/png;base64,")
                .doesNotContain("http");
        assertThat(pictures.html().split("prefers-color-scheme: dark", -1)).hasSize(3);
    }

    @Test
    void saysWhatCanNotBeRead() throws IOException {
        Path data = data(4);
        Path store = publishOn(data);
        Path gone = folder.resolve("gone");

        study().ranOn(data, gone).over(0);
        assertThat(why()).isEqualTo("the store " + gone + " is not here.");
        study().ranOn(gone, store).over(0);
        assertThat(why()).isEqualTo("the dataset " + gone + " is not here.");
        study().ranOn(data(5), store).over(0);
        assertThat(why()).isEqualTo(folder.resolve("data-5") + " holds other faces than those it was trained on.");
        Files.delete(folder.resolve("faces/request.json"));
        assertThat(why()).isEqualTo("the study does not say on which store and dataset it ran.");
        study().ranOn(data, Files.createDirectory(folder.resolve("empty"))).over(0);
        assertThat(why()).isEqualTo("keypoints@3: no such model in the store.");
    }

    @Test
    void hasNoSectionWhereNothingWasPublishedYet() throws IOException {
        study().ranOn(folder, folder).running("faces");

        assertThat(pictures()).isEqualTo(WinnerPictures.NONE);
        assertThat(pictures().html()).isEmpty();
    }

    private String why() throws IOException {
        WinnerPictures pictures = pictures();
        assertThat(pictures.pictures()).isEmpty();
        String start = "What keypoints@3 answers can't be shown: ";
        assertThat(pictures.html()).contains(start);
        return pictures.about().substring(start.length());
    }

    /** Version 3 is the one of the outcome. */
    private Path publishOn(Path data) throws IOException {
        Path store = folder.resolve("store");
        String hash = PreparedDataset.open(data).manifest().contentHash();
        for (int trial = 0; trial < 3; trial++) {
            PublishedNets.publish(store, trial, hash);
        }
        return store;
    }
}
