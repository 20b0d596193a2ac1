package dev.fieldmark.jobs.bot.webhook;

import dev.fieldmark.jobs.bot.RunningBot;
import dev.fieldmark.jobs.bot.StandIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook of a test: both sides know the secret. */
public final class SignedWebhook {
    public static final String SECRET = "secret-of-the-garden";

    private SignedWebhook() {}

    /** A bot that takes messages at a free port and may answer to the receiver alone. */
    public static RunningBot start(Path folder, StandIn receiver) throws Exception {
        return RunningBot.start(
                folder,
                Webhook.NAME,
                log -> new Webhook(
                        new Webhook.Settings(
                                SECRET,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                ReplyOrigins.of(List.of(receiver.url().toString())),
                                Duration.ofSeconds(2)),
                        Clock.systemUTC(),
                        log::add));
    }

    /** As senders sign, by the documentation and not by our own code. */
    public static String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
