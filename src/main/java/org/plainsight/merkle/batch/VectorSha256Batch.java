package org.plainsight.merkle.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SHA-256 (FIPS 180-4) of as many messages at a time as a vector register has 32-bit lanes. Loaded only where the virtual
 * machine was started with {@code --add-modules jdk.incubator.vector}; see {@link Sha256Batches}.
 */
final class VectorSha256Batch implements Sha256Batch {

    static final VectorSpecies<Integer> LANES = IntVector.SPECIES_PREFERRED;
    static final int COUNT = LANES.length();

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int BLOCK_WORDS = 16;
    private static final int ROUNDS = 64;
    private static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };
    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    /** Fewer messages than this at the end are cheaper one by one. */
    private static final int FEW = COUNT / 3;

    private final Sha256Batch oneByOne = new JdkSha256Batch();
    private final int[] schedule = new int[ROUNDS * COUNT];
    private final int[] state = new int[8 * COUNT];

    @Override
    public Prefixed prefixed(byte[] prefix) {
        return new Messages(prefix);
    }

    /** The words of COUNT messages side by side, all that does not change filled in once for each length. */
    private final class Messages implements Prefixed {
        private final byte[] prefix;
        private final Prefixed tail;
        private final int[] start = new int[8 * COUNT];
        private final int fixedWords;
        private int[] words = new int[0];
        private int length = -1;

        Messages(byte[] prefix) {
            if (prefix.length % 4 != 0 || prefix.length > 4 * BLOCK_WORDS) {
                throw new IllegalArgumentException("a prefix of " + prefix.length + " bytes");
            }
            this.prefix = prefix.clone();
            this.tail = oneByOne.prefixed(prefix);
            boolean wholeBlock = prefix.length == 4 * BLOCK_WORDS;
            this.fixedWords = wholeBlock ? 0 : prefix.length / 4;
            for (int i = 0; i < 8; i++) {
                Arrays.fill(start, i * COUNT, (i + 1) * COUNT, START[i]);
            }
            if (wholeBlock) {
                for (int w = 0; w < BLOCK_WORDS; w++) {
                    Arrays.fill(schedule, w * COUNT, (w + 1) * COUNT, (int) BIG_ENDIAN.get(prefix, 4 * w));
                }
                compress(start);
            }
        }

        @Override
        public void hash(byte[] in, int at, int stride, int length, byte[] out, int outAt, int outStride, int count) {
            if (length != this.length) {
                fill(length);
            }
            int done = 0;
            while (count - done > FEW) {
                int now = Math.min(COUNT, count - done);
                load(in, at + done * stride, stride, now);
                System.arraycopy(start, 0, state, 0, state.length);
                for (int block = 0; block < words.length; block += BLOCK_WORDS * COUNT) {
                    System.arraycopy(words, block, schedule, 0, BLOCK_WORDS * COUNT);
                    compress(state);
                }
                store(out, outAt + done * outStride, outStride, now);
                done += now;
            }
            if (done < count) {
                tail.hash(
                        in, at + done * stride, stride, length, out, outAt + done * outStride, outStride, count - done);
            }
        }

        private void fill(int length) {
            if (length % 4 != 0) {
                throw new IllegalArgumentException("a body of " + length + " bytes");
            }
            int used = fixedWords + length / 4;
            int blocks = (used + 3 + BLOCK_WORDS - 1) / BLOCK_WORDS;
            words = new int[blocks * BLOCK_WORDS * COUNT];
            for (int w = 0; w < fixedWords; w++) {
                Arrays.fill(words, w * COUNT, (w + 1) * COUNT, (int) BIG_ENDIAN.get(prefix, 4 * w));
            }
            Arrays.fill(words, used * COUNT, (used + 1) * COUNT, 0x80000000);
            Arrays.fill(words, words.length - COUNT, words.length, 8 * (prefix.length + length));
            this.length = length;
        }

        private void load(byte[] in, int at, int stride, int now) {
            int bodyWords = length / 4;
            for (int lane = 0; lane < now; lane++) {
                int from = at + lane * stride;
                int to = fixedWords * COUNT + lane;
                for (int w = 0; w < bodyWords; w++) {
                    words[to] = (int) BIG_ENDIAN.get(in, from);
                    from += 4;
                    to += COUNT;
                }
            }
        }

        private void store(byte[] out, int outAt, int outStride, int now) {
            for (int lane = 0; lane < now; lane++) {
                int to = outAt + lane * outStride;
                for (int i = 0; i < 8; i++) {
                    BIG_ENDIAN.set(out, to + 4 * i, state[i * COUNT + lane]);
                }
            }
        }
    }

    /** Extends the first 16 words of {@code schedule} and runs the 64 rounds on these states. */
    private void compress(int[] states) {
        extend();
        rounds(states);
    }

    private void extend() {
        for (int t = BLOCK_WORDS; t < ROUNDS; t++) {
            IntVector w15 = word(t - 15);
            IntVector w2 = word(t - 2);
            word(t - 16)
                    .add(word(t - 7))
                    .add(rotate(w15, 7)
                            .lanewise(VectorOperators.XOR, rotate(w15, 18))
                            .lanewise(VectorOperators.XOR, w15.lanewise(VectorOperators.LSHR, 3)))
                    .add(rotate(w2, 17)
                            .lanewise(VectorOperators.XOR, rotate(w2, 19))
                            .lanewise(VectorOperators.XOR, w2.lanewise(VectorOperators.LSHR, 10)))
                    .intoArray(schedule, t * COUNT);
        }
    }

    /** Not unrolled: with more rounds in one pass the compiler gives up and allocates every vector. */
    private void rounds(int[] states) {
        IntVector a = IntVector.fromArray(LANES, states, 0 * COUNT);
        IntVector b = IntVector.fromArray(LANES, states, 1 * COUNT);
        IntVector c = IntVector.fromArray(LANES, states, 2 * COUNT);
        IntVector d = IntVector.fromArray(LANES, states, 3 * COUNT);
        IntVector e = IntVector.fromArray(LANES, states, 4 * COUNT);
        IntVector f = IntVector.fromArray(LANES, states, 5 * COUNT);
        IntVector g = IntVector.fromArray(LANES, states, 6 * COUNT);
        IntVector h = IntVector.fromArray(LANES, states, 7 * COUNT);
        for (int t = 0; t < ROUNDS; t++) {
            IntVector first = first(h, e, f, g, t);
            IntVector second = second(a, b, c);
            h = g;
            g = f;
            f = e;
            e = d.add(first);
            d = c;
            c = b;
            b = a;
            a = first.add(second);
        }
        a.add(IntVector.fromArray(LANES, states, 0 * COUNT)).intoArray(states, 0 * COUNT);
        b.add(IntVector.fromArray(LANES, states, 1 * COUNT)).intoArray(states, 1 * COUNT);
        c.add(IntVector.fromArray(LANES, states, 2 * COUNT)).intoArray(states, 2 * COUNT);
        d.add(IntVector.fromArray(LANES, states, 3 * COUNT)).intoArray(states, 3 * COUNT);
        e.add(IntVector.fromArray(LANES, states, 4 * COUNT)).intoArray(states, 4 * COUNT);
        f.add(IntVector.fromArray(LANES, states, 5 * COUNT)).intoArray(states, 5 * COUNT);
        g.add(IntVector.fromArray(LANES, states, 6 * COUNT)).intoArray(states, 6 * COUNT);
        h.add(IntVector.fromArray(LANES, states, 7 * COUNT)).intoArray(states, 7 * COUNT);
    }

    private IntVector word(int t) {
        return IntVector.fromArray(LANES, schedule, t * COUNT);
    }

    private IntVector first(IntVector h, IntVector e, IntVector f, IntVector g, int t) {
        IntVector sigma =
                rotate(e, 6).lanewise(VectorOperators.XOR, rotate(e, 11)).lanewise(VectorOperators.XOR, rotate(e, 25));
        IntVector choice = f.lanewise(VectorOperators.XOR, g).and(e).lanewise(VectorOperators.XOR, g);
        return h.add(word(t)).add(K[t]).add(sigma).add(choice);
    }

    private static IntVector second(IntVector a, IntVector b, IntVector c) {
        IntVector sigma =
                rotate(a, 2).lanewise(VectorOperators.XOR, rotate(a, 13)).lanewise(VectorOperators.XOR, rotate(a, 22));
        IntVector majority = a.and(b).or(a.or(b).and(c));
        return sigma.add(majority);
    }

    private static IntVector rotate(IntVector x, int bits) {
        return x.lanewise(VectorOperators.ROR, bits);
    }
}
