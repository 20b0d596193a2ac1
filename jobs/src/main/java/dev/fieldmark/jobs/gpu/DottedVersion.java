package dev.fieldmark.jobs.gpu;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Numbers with dots between them, compared number by number: a compute capability, the version of a driver. */
record DottedVersion(String text) implements Comparable<DottedVersion> {
    private static final Pattern FORM = Pattern.compile("\\d{1,6}(\\.\\d{1,6}){1,3}");

    /** @throws GpuException where it is of another form */
    static DottedVersion parse(String text, String what) {
        if (!FORM.matcher(text).matches()) {
            throw new GpuException(what + " was '" + text + "' but must be numbers with dots between them");
        }
        return new DottedVersion(text);
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public int compareTo(DottedVersion other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    @Override
    public String toString() {
        return text;
    }
}
