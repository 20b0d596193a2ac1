package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.bot.AnswerText;
import dev.fieldmark.jobs.bot.Bot;
import dev.fieldmark.jobs.bot.Platform;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.Secrets;
import dev.fieldmark.jobs.bot.mastodon.Mastodon;
import dev.fieldmark.jobs.bot.telegram.Telegram;
import dev.fieldmark.jobs.bot.webhook.ReplyOrigins;
import dev.fieldmark.jobs.bot.webhook.Webhook;
import dev.fieldmark.jobs.photos.PhotoPreparation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark bot}: messages to photos for {@code identify}, its replies to answers. */
@Command(
        name = "bot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes messages with a photo, lays the photo before a running 'identify', and answers each message once",
            "with the two likeliest species. Until Ctrl-C; what is unfinished then is gone on with at the next start.",
            "Secrets come from the environment, or from the file that the variable with _FILE behind its name names:",
            "FIELDMARK_TELEGRAM_TOKEN and FIELDMARK_TELEGRAM_SECRET, FIELDMARK_MASTODON_TOKEN, FIELDMARK_WEBHOOK_SECRET.",
            "docs/bot.md explains."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "1:listening, reading or writing failed",
            "2:bad usage, a secret that is missing, or a token that the platform refused",
            "130, 143:stopped by Ctrl-C or SIGTERM"
        })
public final class BotCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MENTIONS = Duration.ofSeconds(5);
    private static final Pattern TELEGRAM_TOKEN = Pattern.compile("\\d+:[A-Za-z0-9_-]{20,}");
    private static final Pattern TELEGRAM_SECRET = Pattern.compile("[A-Za-z0-9_-]{16,256}");
    private static final Pattern MASTODON_TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("\\S{16,}");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--group",
            required = true,
            paramLabel = "NAME",
            description = "The group that 'identify' answers for, e.g. butterflies.")
    @SuppressWarnings("NullAway.Init")
    private String group;

    @Option(
            names = "--incoming",
            required = true,
            paramLabel = "DIR",
            description = "Where 'identify' takes photos from; made where it is missing.")
    @SuppressWarnings("NullAway.Init")
    private Path incoming;

    @Option(
            names = "--replies",
            required = true,
            paramLabel = "DIR",
            description = "Where 'identify' puts its replies.")
    @SuppressWarnings("NullAway.Init")
    private Path replies;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "The bot's own: what was taken and answered. One for each bot; made where it is missing.")
    @SuppressWarnings("NullAway.Init")
    private Path state;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    private static final class Choice {
        @Option(names = "--telegram", required = true, description = "Updates of a Telegram bot, by webhook.")
        private boolean telegram;

        @Option(names = "--mastodon", required = true, description = "Mentions of a Mastodon account.")
        private boolean mastodon;

        @Option(names = "--webhook", required = true, description = "Photos that anybody with the secret posts.")
        @SuppressWarnings("UnusedVariable") // what is neither of the others
        private boolean webhook;
    }

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "127.0.0.1",
            description = "Telegram, webhook: interface to listen on (default: ${DEFAULT-VALUE}). TLS is a proxy's.")
    @SuppressWarnings("NullAway.Init")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8090",
            description = "Telegram, webhook: port to listen on, 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Telegram: where Telegram reaches this bot, https://.../telegram; it is told at the start.")
    private Optional<URI> publicUrl = Optional.empty();

    @Option(
            names = "--telegram-api",
            paramLabel = "URL",
            defaultValue = "https://api.telegram.org",
            description = "Telegram: its API (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private URI telegramApi;

    @Option(
            names = "--instance",
            paramLabel = "URL",
            description = "Mastodon, required: the account's server, e.g. https://mastodon.example.")
    private Optional<URI> instance = Optional.empty();

    @Option(
            names = "--allow-reply-to",
            paramLabel = "ORIGIN",
            description = "Webhook: answers may be posted there, e.g. https://garden.example; may be repeated.")
    private List<String> replyOrigins = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!PhotoPreparation.isGroup(group)) {
            throw usage("--group was '" + group + "' but must be " + PhotoPreparation.GROUP_RULE);
        }
        if (port < 0 || port > 65_535) {
            throw usage("--port was " + port + " but must be 0 to 65535");
        }
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> log = line -> {
            synchronized (err) {
                err.println(line);
                err.flush();
            }
        };
        AnswerText texts = new AnswerText(group);
        Clock clock = Clock.systemUTC();
        String name = choice.telegram ? Telegram.NAME : choice.mastodon ? Mastodon.NAME : Webhook.NAME;
        Platform platform = platform(name, texts, clock, log);
        return run(Bot.of(name, platform, texts, new Bot.Folders(incoming, replies, state), Bot.Pace.CALM, clock, log));
    }

    private int run(Bot bot) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(bot::close));
        try (bot) {
            bot.start();
            bot.await();
            return 0;
        } catch (PlatformException e) {
            spec.commandLine().getErr().println("fieldmark bot: " + e.getMessage());
            return 2;
        }
    }

    private Platform platform(String name, AnswerText texts, Clock clock, Consumer<String> log) throws IOException {
        Secrets secrets = new Secrets(System.getenv());
        InetSocketAddress listen = new InetSocketAddress(host, port);
        return switch (name) {
            case Telegram.NAME -> {
                refuse(name, "--instance", "--allow-reply-to");
                yield new Telegram(
                        new Telegram.Settings(
                                requireWeb("--telegram-api", telegramApi),
                                secrets.require(
                                        "FIELDMARK_TELEGRAM_TOKEN",
                                        TELEGRAM_TOKEN,
                                        "like 123456:ABC..., from BotFather"),
                                secrets.require(
                                        "FIELDMARK_TELEGRAM_SECRET",
                                        TELEGRAM_SECRET,
                                        "16 to 256 of the characters A-Z, a-z, 0-9, _ and -"),
                                listen,
                                publicUrl.map(url -> requireWeb("--public-url", url)),
                                TIMEOUT),
                        texts,
                        clock,
                        log);
            }
            case Mastodon.NAME -> {
                refuse(name, "--host", "--port", "--public-url", "--telegram-api", "--allow-reply-to");
                URI server = instance.orElseThrow(
                        () -> usage("--instance must be given with --mastodon, e.g. https://mastodon.example"));
                yield new Mastodon(
                        new Mastodon.Settings(
                                requireWeb("--instance", server),
                                secrets.require(
                                        "FIELDMARK_MASTODON_TOKEN", MASTODON_TOKEN, "printable, without blanks"),
                                state,
                                MENTIONS,
                                TIMEOUT),
                        texts,
                        clock,
                        log);
            }
            default -> {
                refuse(name, "--public-url", "--telegram-api", "--instance");
                yield new Webhook(
                        new Webhook.Settings(
                                secrets.require(
                                        "FIELDMARK_WEBHOOK_SECRET",
                                        WEBHOOK_SECRET,
                                        "16 characters or more, without blanks"),
                                listen,
                                origins(),
                                TIMEOUT),
                        clock,
                        log);
            }
        };
    }

    private ReplyOrigins origins() {
        try {
            return ReplyOrigins.of(replyOrigins);
        } catch (IllegalArgumentException e) {
            throw usage("--allow-reply-to " + e.getMessage());
        }
    }

    /** A URL of the web without a slash at its end. */
    private URI requireWeb(String option, URI uri) {
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            throw usage(option + " was '" + uri + "' but must be a URL that begins with https:// or http://");
        }
        return URI.create(uri.toString().replaceFirst("/+$", ""));
    }

    private void refuse(String platform, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw usage(option + " was given but does not belong to --" + platform);
            }
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
