package dev.fieldmark.bench.speed;

/**
 * Whole epochs that one engine trained while the other rested.
 *
 * @param images trained
 * @param seconds of wall time
 * @param cpuSeconds of the whole process: what the round would have taken one undisturbed thread
 */
public record Round(int images, double seconds, double cpuSeconds) {
    public double imagesPerSecond() {
        return images / seconds;
    }

    public double cpuMillisPerImage() {
        return 1000 * cpuSeconds / images;
    }

    String line() {
        return images + " " + seconds + " " + cpuSeconds;
    }

    static Round ofLine(String line) {
        String[] words = line.strip().split(" ");
        return new Round(Integer.parseInt(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
}
