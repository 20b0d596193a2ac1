package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fieldmark.api.Guides;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.api.rest.Browser.Screen;
import dev.fieldmark.domain.Keypoint;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a headless Chromium, over the service as it is packaged. */
@QuarkusIntegrationTest
@WithTestResource(value = StoreFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
final class PageIT {
    private static final Screen DESKTOP = new Screen(1280, 900, "light");
    private static final int POINTS = Keypoint.all().size();
    private static final Optional<Browser> BROWSER = Browser.open();

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @TempDir
    Path folder;

    private Browser browser;

    /** Keypoints are what the first thirty greys of a photo say; red, green and blue are the species of two groups. */
    @BeforeEach
    void open() throws Exception {
        assumeTrue(BROWSER.isPresent(), "no chromium and chromedriver on the PATH");
        browser = BROWSER.get();
        if (store.store().models().isEmpty()) {
            long[] first = IntStream.range(0, 2 * POINTS).asLongStream().toArray();
            var graph = new TinyGraph("image", "keypoints", 96, first, 255, 0, Optional.of(2.5f));
            store.publishWithRadii(TestStore.KEYPOINTS, graph.bytes(), "radius90");
            store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.SURE);
            store.publish(Guides.MUSHROOMS, TinySpeciesGraph.SURE);
        }
        Client.of(base).awaitReadiness("keypoints@1", "species-butterflies@1", "species-mushrooms@1");
        visit(DESKTOP);
    }

    private void visit(Screen screen) throws Exception {
        browser.looksLike(screen);
        browser.driver().get(base.toString());
        browser.driver().executeScript("localStorage.clear()");
        browser.driver().get(base.toString());
        browser.await("#model-list", "keypoints");
    }

    @AfterEach
    void askedNobodyElse() {
        if (BROWSER.isPresent()) {
            assertThat(browser.requests())
                    .isNotEmpty()
                    .allMatch(url -> url.startsWith(base.toString()) || url.startsWith("blob:" + base));
            // the browser itself notes each 4xx; whatever else there is, is the page's fault
            assertThat(browser.complaints()).allMatch(line -> line.contains("the server responded with a status of 4"));
        }
    }

    @AfterAll
    static void close() {
        BROWSER.ifPresent(Browser::close);
    }

    @Test
    void drawsFifteenPointsWhereTheyAre() throws Exception {
        choose(pointsPng());
        browser.await(".verdict", "Fifteen points");
        assertPoints();
        assertThat(browser.text("figcaption")).startsWith("Answered by keypoints@1 in ");
        assertThat(browser.text("#status")).isEqualTo("Fifteen points found. Answered by keypoints, version 1.");
    }

    @Test
    void takesWhatIsDroppedAndWhatIsPasted() throws Exception {
        browser.transfer("drop", pointsPng());
        browser.await(".verdict", "Fifteen points");
        assertPoints();
        visit(DESKTOP);
        browser.transfer("paste", pointsPng());
        browser.await(".verdict", "Fifteen points");
        assertPoints();
    }

    @Test
    void needsNoMouse() throws Exception {
        browser.driver().executeScript("""
                document.getElementById("file").addEventListener("click", (event) => {
                  event.preventDefault();
                  document.title = "asked for a file";
                });
                """);
        tabTo("#choose").sendKeys(Keys.SPACE);
        assertThat(browser.driver().getTitle()).isEqualTo("asked for a file");
        tabTo("#sample").sendKeys(Keys.ENTER);
        browser.await(".verdict", "Fifteen points");
        tabTo(".points button").sendKeys(Keys.ARROW_DOWN);
        assertThat(browser.text("#tag")).startsWith("Left eyebrow outer end within ");
        tabTo("summary"); // one stop for all points
        tabTo("#questions input").sendKeys(Keys.ARROW_RIGHT);
        browser.await(".verdict", "Unknown"); // a grey face: as red as green as blue
    }

    @Test
    void showsACardASpecies() throws Exception {
        ask("butterflies", Color.RED);
        browser.await(".verdict", "Red Admiral");
        assertThat(browser.all(".card")).hasSize(3);
        assertThat(browser.text(".card")).contains("Red Admiral", "100%", "Vanessa atalanta", "GBIF");
        assertThat(browser.find(".card a").getDomAttribute("href")).isEqualTo("https://www.gbif.org/species/1898286");
        assertThat(browser.find(".card i").getCssValue("font-style")).isEqualTo("italic");
        assertThat(browser.all(".note")).isEmpty();
    }

    @Test
    void remembersTheQuestion() throws Exception {
        question("mushrooms").click();
        browser.driver().get(base.toString());
        browser.await("#answer", "3 species can be named");
        assertThat(question("mushrooms").isSelected()).isTrue();
    }

    @Test
    void saysInWordsWhatItDoesNotKnow() throws Exception {
        ask("butterflies", new Color(255, 255, 0));
        browser.await(".verdict", "Of the genus Vanessa");
        choose(photo(Color.WHITE));
        browser.await(".verdict", "Unknown");
        assertThat(browser.text(".explained")).contains("which species can’t be told");
        choose(photo(Color.BLACK));
        browser.await(".verdict", "None of the butterflies");
        assertThat(browser.find(".cards").isDisplayed()).isFalse();
    }

    @Test
    void warnsOfMushrooms() throws Exception {
        ask("mushrooms", Color.RED);
        browser.await(".verdict", "Amanita phalloides");
        assertThat(browser.all(".note.danger").stream().map(WebElement::getText))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).containsIgnoringCase("never eat"))
                .anySatisfy(text -> assertThat(text).contains("One of the first two is known to be toxic"));
        assertThat(browser.text(".card")).contains("toxic");
    }

    @Test
    void tellsAnErrorAsASentence() throws Exception {
        choose("no picture".getBytes(StandardCharsets.UTF_8));
        browser.await(".verdict", "No answer");
        assertThat(browser.text("#answer .note"))
                .contains("not a PNG, JPEG or GIF")
                .endsWith(".");
        assertThat(browser.text("#status")).contains("not a PNG, JPEG or GIF");
        choose(pointsPng());
        browser.await(".verdict", "Fifteen points");
    }

    @Test
    void showsWhoAnswered() throws Exception {
        choose(pointsPng());
        browser.await("figcaption", "keypoints@1");
        browser.find("figcaption a").click();
        browser.await("[id='model:keypoints'] .detail", "Error (RMSE)");
        assertThat(browser.text("[id='model:keypoints'] .detail")).contains("2.50", "study, trial 0, seed 1");
        assertThat(browser.driver().switchTo().activeElement().getTagName()).isEqualTo("summary");
    }

    @Test
    void turnsDarkWhenTold() {
        String light = browser.find("html").getCssValue("background-color");
        browser.find("#theme").click();
        String dark = browser.find("html").getCssValue("background-color");
        assertThat(dark).isNotEqualTo(light);
        browser.driver().get(base.toString());
        assertThat(browser.find("html").getCssValue("background-color")).isEqualTo(dark);
    }

    @ParameterizedTest
    @CsvSource({"1280, 900, light", "1280, 900, dark", "390, 844, light", "390, 844, dark", "320, 640, light"})
    void isForEverybody(int width, int height, String scheme) throws Exception {
        visit(new Screen(width, height, scheme));
        assertThat(browser.violations()).isEmpty();
        choose(pointsPng());
        browser.await(".verdict", "Fifteen points");
        browser.find(".points button").click();
        browser.find("[id='model:keypoints'] > summary").click();
        browser.await("[id='model:keypoints'] .detail", "Error (RMSE)");
        assertFits(width);
        ask("mushrooms", Color.RED);
        browser.await(".verdict", "Amanita phalloides");
        assertFits(width);
    }

    private void assertFits(int width) {
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    private void assertPoints() {
        assertThat(browser.all("#overlay .point")).hasSize(POINTS);
        assertThat(browser.all(".points tbody tr")).hasSize(POINTS);
        for (Keypoint keypoint : Keypoint.all()) {
            String name = "[data-name='" + keypoint.label() + "'] .radius";
            assertThat(shareOfPhoto(name, "left", "width")).isCloseTo((x(keypoint) + 0.5) / 96, within(0.002));
            assertThat(shareOfPhoto(name, "top", "height")).isCloseTo((y(keypoint) + 0.5) / 96, within(0.002));
        }
    }

    /** Where the middle of an element is in the photo as it is shown, 0 to 1. */
    private double shareOfPhoto(String css, String start, String size) {
        return browser.number("""
                const [css, start, size] = arguments;
                const box = document.querySelector(css).getBoundingClientRect();
                const photo = document.getElementById("photo").getBoundingClientRect();
                return (box[start] + box[size] / 2 - photo[start]) / photo[size];
                """, css, start, size);
    }

    private static int x(Keypoint keypoint) {
        return 5 + 6 * keypoint.ordinal();
    }

    private static int y(Keypoint keypoint) {
        return 90 - 5 * keypoint.ordinal();
    }

    /** A grey picture whose first greys say where its points are. */
    private static byte[] pointsPng() throws IOException {
        var picture = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
        for (Keypoint keypoint : Keypoint.all()) {
            int first = 2 * keypoint.ordinal();
            picture.getRaster().setSample(first, 0, 0, x(keypoint));
            picture.getRaster().setSample(first + 1, 0, 0, y(keypoint));
        }
        return Pictures.encoded(picture, "png");
    }

    private static byte[] photo(Color colour) throws IOException {
        return Pictures.encoded(Pictures.picture(60, 40, BufferedImage.TYPE_INT_RGB, colour, colour), "png");
    }

    private void ask(String group, Color colour) throws Exception {
        question(group).click();
        choose(photo(colour));
    }

    private WebElement question(String value) throws Exception {
        String css = "#questions input[value='" + value + "']";
        Await.until(() -> !browser.all(css).isEmpty());
        return browser.find(css);
    }

    private void choose(byte[] photo) throws IOException {
        Path file = Files.write(folder.resolve("photo.png"), photo);
        browser.find("#file").sendKeys(file.toString());
    }

    /** Presses Tab until the element has the focus, at most once around the page. */
    private WebElement tabTo(String css) {
        var driver = browser.driver();
        List<WebElement> wanted = browser.all(css);
        for (int i = 0; i < 40; i++) {
            driver.switchTo().activeElement().sendKeys(Keys.TAB);
            WebElement focused = driver.switchTo().activeElement();
            if (wanted.contains(focused)) {
                return focused;
            }
        }
        throw new AssertionError("Tab never came to " + css);
    }
}
