package dev.fieldmark.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fieldmark.jobs.data.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as one HTML file that needs no network: {@code report.html} with its style, its scripts, Apache ECharts,
 * the winner's pictures and the data put in. The page's own script makes everything else that is seen from the data.
 */
public final class ReportPage {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private ReportPage() {}

    /** Writes the page, or writes it anew; whoever reads the file meanwhile finds the old one or the new one, whole. */
    public static void write(StudyReport report, WinnerPictures pictures, Path file) throws IOException {
        String html = html(report, pictures);
        WholeFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
    }

    /** The page's text. */
    static String html(StudyReport report, WinnerPictures pictures) throws IOException {
        Map<String, String> parts = Map.of(
                "title", escaped(report.study()),
                "style", own("report.css"),
                "pictures", pictures.html(),
                "echarts", echarts(),
                "script", own("report.js") + own("tables.js") + own("charts.js"),
                "data", data(report));
        // in one pass: what was put in is not searched again
        return PLACE.matcher(own("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
    }

    /** JSON that can stand in a script element: a string in it may hold a closing tag. */
    static String data(StudyReport report) throws JsonProcessingException {
        return MAPPER.writeValueAsString(report).replace("<", "\\u003c");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String own(String name) throws IOException {
        return resource(ReportPage.class.getPackageName().replace('.', '/') + "/" + name);
    }

    private static String echarts() throws IOException {
        var jar = new Properties();
        try (InputStream in = open("META-INF/maven/org.webjars/echarts/pom.properties")) {
            jar.load(in);
        }
        return resource("META-INF/resources/webjars/echarts/" + jar.getProperty("version") + "/echarts.min.js");
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String path) throws IOException {
        InputStream in = ReportPage.class.getClassLoader().getResourceAsStream(path);
        if (in == null) {
            throw new FileNotFoundException(path + " is missing on the class path");
        }
        return in;
    }
}
