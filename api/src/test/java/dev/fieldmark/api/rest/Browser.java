package dev.fieldmark.api.rest;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that notes what it asks for and what it complains about. */
record Browser(ChromeDriver driver) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where this machine has no Chromium, or none that can be driven. */
    static Optional<Browser> open() {
        return program("chromium").flatMap(chromium -> program("chromedriver").map(driver -> open(chromium, driver)));
    }

    private static Browser open(Path chromium, Path driver) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en-GB");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void looksLike(Screen screen) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", screen.widthPixels(),
                        "height", screen.heightPixels(),
                        "deviceScaleFactor", 1,
                        "mobile", screen.isPhone()));
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", screen.isPhone()));
        var scheme = Map.of("name", "prefers-color-scheme", "value", screen.scheme());
        var motion = Map.of("name", "prefers-reduced-motion", "value", "reduce"); // axe looks while nothing fades
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme, motion)));
    }

    /** @param scheme light or dark */
    record Screen(int widthPixels, int heightPixels, String scheme) {
        boolean isPhone() {
            return widthPixels < 600;
        }
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** What is shown of an element; empty where there is none. */
    String text(String css) {
        return all(css).stream().map(WebElement::getText).findFirst().orElse("");
    }

    double number(String script, Object... arguments) {
        return ((Number) driver.executeScript(script, arguments)).doubleValue();
    }

    void await(String css, String part) throws Exception {
        Await.until(() -> String.valueOf(
                        driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", css))
                .contains(part));
    }

    /** Hands a file over as a drop on the page, or as a paste. */
    void transfer(String event, byte[] file) {
        driver.executeScript("""
                const [type, base64] = arguments;
                const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
                const data = new DataTransfer();
                data.items.add(new File([bytes], "photo.png", { type: "image/png" }));
                const init = { bubbles: true, cancelable: true };
                document.getElementById("zone").dispatchEvent(type === "drop"
                    ? new DragEvent("drop", { ...init, dataTransfer: data })
                    : new ClipboardEvent("paste", { ...init, clipboardData: data }));
                """, event, Base64.getEncoder().encodeToString(file));
    }

    List<String> violations() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream().map(Browser::told).toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** URLs since the last call. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> message(entry.getMessage()))
                .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url").asText())
                .toList();
    }

    private static JsonNode message(String entry) {
        try {
            return JSON.readTree(entry).path("message");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
