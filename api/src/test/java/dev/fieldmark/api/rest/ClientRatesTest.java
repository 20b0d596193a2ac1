package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClientRatesTest {
    private static final long SECOND = 1_000_000_000;
    /** The clock may begin anywhere. */
    private static final long START = Long.MAX_VALUE - 3 * SECOND;

    private final ClientRates rates = new ClientRates(2, 4);

    @Test
    void answersABurstAndThenAsOftenAsTokensCome() {
        for (int i = 0; i < 4; i++) {
            assertThat(rates.ask("ann", START)).isEmpty();
        }
        assertThat(rates.ask("ann", START)).contains(Duration.ofMillis(500));
        assertThat(rates.ask("ann", after(SECOND / 4))).contains(Duration.ofMillis(250));
        assertThat(rates.ask("ann", after(SECOND / 2))).isEmpty();
        assertThat(rates.ask("ann", after(SECOND / 2))).contains(Duration.ofMillis(500));
    }

    @Test
    void goesOnAnsweringAtTheRateItself() {
        for (int i = 0; i < 1000; i++) {
            assertThat(rates.ask("ann", after(i * SECOND / 2))).isEmpty();
        }
    }

    @Test
    void fillsNoBucketOverItsBrim() {
        assertThat(rates.ask("ann", START)).isEmpty();
        for (int i = 0; i < 4; i++) {
            assertThat(rates.ask("ann", after(3600 * SECOND))).isEmpty();
        }
        assertThat(rates.ask("ann", after(3600 * SECOND))).isPresent();
    }

    @Test
    void givesEachClientABucketOfItsOwn() {
        for (int i = 0; i < 5; i++) {
            rates.ask("ann", START);
        }
        assertThat(rates.ask("ann", START)).isPresent();
        assertThat(rates.ask("bob", START)).isEmpty();
    }

    @Test
    void remembersNoMoreClientsThanItMay() {
        for (int i = 0; i < 3 * ClientRates.MOST_CLIENTS; i++) {
            rates.ask("client " + i, START);
        }
        assertThat(rates.clients()).isLessThanOrEqualTo(ClientRates.MOST_CLIENTS + 1);
        assertThat(rates.ask("one more", START)).isPresent();
        assertThat(rates.ask("one more", after(2 * SECOND))).isEmpty(); // the other buckets are full and forgotten
        assertThat(rates.clients()).isEqualTo(1);
    }

    @Test
    void takesAnIpv6NetworkForOneClient() {
        assertThat(ClientRates.name("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2");
        assertThat(ClientRates.name("fe80:0:0:0:1:2:3:4%eth0")).isEqualTo("fe80:0:0:0");
        assertThat(ClientRates.name("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(ClientRates.name("ann")).isEqualTo("ann");
    }

    private static long after(long nanos) {
        return START + nanos;
    }

    @Test
    void saysItsRule() {
        assertThat(rates.rule()).isEqualTo("2 requests a second (4 at once)");
        assertThat(new ClientRates(0.1, 1).rule()).isEqualTo("0.1 requests a second (1 at once)");
    }
}
