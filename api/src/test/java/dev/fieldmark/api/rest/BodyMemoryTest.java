package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BodyMemoryTest {
    @Test
    void givesNoMoreThanThereIs() {
        var memory = new BodyMemory(100);
        assertThat(memory.tryTake(60)).isTrue();
        assertThat(memory.tryTake(41)).isFalse();
        assertThat(memory.tryTake(40)).isTrue();
        memory.giveBack(60);
        assertThat(memory.tryTake(61)).isFalse();
        assertThat(memory.tryTake(60)).isTrue();
    }

    @Test
    void hasPlaceForALargestBodyHoweverSmallTheHeap() {
        assertThat(BodyMemory.ofHeap(1L << 40).tryTake(1L << 40)).isTrue();
    }
}
