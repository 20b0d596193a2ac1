package dev.fieldmark.api.hostile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** What transmission, disks and attackers do to bytes. */
enum Damage {
    CUT {
        @Override
        byte[] of(byte[] bytes, Random random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    FLIPPED_BITS {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = 1 + random.nextInt(16); i > 0; i--) {
                damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return damaged;
        }
    },
    /** Most of what a decoder believes stands in the first bytes. */
    WRONG_HEAD {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                damaged[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt(256);
            }
            return damaged;
        }
    },
    LYING_NUMBER {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            if (bytes.length >= 4) {
                int lie = LIES[random.nextInt(LIES.length)];
                ByteBuffer.wrap(damaged).putInt(random.nextInt(Math.min(bytes.length - 3, 400)), lie);
            }
            return damaged;
        }
    },
    HOLE {
        @Override
        byte[] of(byte[] bytes, Random random) {
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            return Attack.joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
        }
    },
    TWICE {
        @Override
        byte[] of(byte[] bytes, Random random) {
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(Math.min(2000, bytes.length - from) + 1);
            byte[] piece = Arrays.copyOfRange(bytes, from, to);
            return Attack.joined(Arrays.copyOf(bytes, to), piece, Arrays.copyOfRange(bytes, to, bytes.length));
        }
    },
    NOISE_WITHIN {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] noise = new byte[1 + random.nextInt(64)];
            random.nextBytes(noise);
            int at = random.nextInt(bytes.length);
            return Attack.joined(Arrays.copyOf(bytes, at), noise, Arrays.copyOfRange(bytes, at, bytes.length));
        }
    };

    private static final int[] LIES = {
        0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff, 0x10000, 0x7fff, 20_000, 0x00ff_ffff, 1 << 28
    };

    /** @param bytes one at least */
    abstract byte[] of(byte[] bytes, Random random);
}
