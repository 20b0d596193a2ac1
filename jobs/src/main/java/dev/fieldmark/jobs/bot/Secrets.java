package dev.fieldmark.jobs.bot;

import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What only the owner may know: the environment variable of its name, or the file that the variable {@code <name>_FILE}
 * names. Never an argument, which every user of the machine can read; never in a message.
 */
public final class Secrets {
    private final Map<String, String> environment;

    public Secrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The secret, without blanks and line ends around it.
     *
     * @param form that it must have
     * @param rule the form in words
     * @throws BadDataException where it is missing, given twice, or of another form
     */
    public String require(String name, Pattern form, String rule) throws IOException {
        String file = environment.get(name + "_FILE");
        String value = environment.get(name);
        if ((file == null) == (value == null)) {
            throw new BadDataException("%s %s but exactly one of %s and %s_FILE must be set in the environment"
                    .formatted(name, value == null ? "is missing" : "was given twice", name, name));
        }
        String secret = (value == null ? Files.readString(Path.of(file), StandardCharsets.UTF_8) : value).strip();
        if (!form.matcher(secret).matches()) {
            throw new BadDataException(name + " must be " + rule);
        }
        return secret;
    }

    /** Whether two secrets are the same; the time it takes does not tell how much of them is. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
