package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.api.serve.WarmUp;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServer;
import io.smallrye.config.ConfigValidationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the service until it is told to end; what the user can mend ends it with one line and exit code 2. */
@QuarkusMain
public class Main implements QuarkusApplication {
    private static final System.Logger LOG = System.getLogger(Main.class.getName());
    private static final int BAD_USAGE = 2;

    private final HttpServer server;
    private final StoreWatcher watcher;

    public Main(HttpServer server, StoreWatcher watcher) {
        this.server = server;
        this.watcher = watcher;
    }

    public static void main(String... arguments) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            NativeLibraries.besideTheExecutable();
        }
        System.setProperty("java.awt.headless", "true"); // before the first picture
        WarmUp.begin();
        Quarkus.run(Main.class, Main::exit, arguments);
    }

    @Override
    public int run(String... arguments) {
        String models = watcher.models().stream()
                .flatMap(model -> model.serving().stream().map(version -> model.model() + "@" + version))
                .collect(Collectors.joining(", "));
        LOG.log(
                System.Logger.Level.INFO,
                "Fieldmark serves " + (models.isEmpty() ? "nothing yet (no model is loaded)" : models) + " at "
                        + server.getLocalBaseUri());
        Quarkus.waitForExit();
        return 0;
    }

    private static void exit(int exitCode, @Nullable Throwable failure) {
        System.exit(failure == null ? exitCode : explain(failure, exitCode));
    }

    /** Gives the exit code. */
    private static int explain(Throwable failure, int exitCode) {
        Throwable cause = root(failure);
        if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException) {
            System.err.println("fieldmark: " + cause.getMessage());
            return BAD_USAGE;
        }
        if (cause instanceof QuarkusBindException bind) {
            System.err.println("fieldmark: port " + bind.getPort() + " can't be opened: another process may have it");
            return BAD_USAGE;
        }
        failure.printStackTrace();
        return exitCode;
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}
