package dev.fieldmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DecodingRoomTest {
    private final DecodingRoom whole = DecodingRoom.ofUnits(10);

    @Test
    void takesWhatIsFreeAndGivesItBack() {
        try (var first = whole.part(4);
                var second = whole.part(6)) {
            assertThat(whole.freeUnits()).isZero();
        }
        assertThat(whole.freeUnits()).isEqualTo(10);
    }

    @Test
    void waitsForRoom() throws Exception {
        var first = whole.part(8);
        CompletableFuture<DecodingRoom> second = CompletableFuture.supplyAsync(() -> whole.part(3));
        Thread.sleep(50);
        assertThat(second).isNotDone();
        first.close();
        second.get(10, TimeUnit.SECONDS).close();
        assertThat(whole.freeUnits()).isEqualTo(10);
    }

    @Test
    void givesAPictureThatNeedsMoreAllOfIt() {
        try (var all = whole.part(Long.MAX_VALUE)) {
            assertThat(whole.freeUnits()).isZero();
        }
        assertThat(whole.freeUnits()).isEqualTo(10);
    }
}
