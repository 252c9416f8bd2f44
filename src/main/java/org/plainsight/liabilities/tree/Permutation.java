package org.plainsight.liabilities.tree;

import java.nio.ByteBuffer;
import org.plainsight.liabilities.HashInput;

/**
 * A keyed permutation of 0..size−1: a Feistel network over two unequal digits with cycle walking (Black and Rogaway,
 * "Ciphers with arbitrary finite domains"). With a = ⌈√size⌉ and b = ⌈size / a⌉, a number is x = L·b + R. Ten rounds:
 * in even rounds L = (L + F(r, R)) mod a, in odd ones R = (R + F(r, L)) mod b, where F(r, v) is the first 8 bytes of
 * HMAC( r u8 | v u32 ) as an unsigned number. A result outside the domain goes through again.
 *
 * <p>The round functions have about √size inputs each, so they are tables here; a step is a few look-ups. Safe for several
 * threads.
 */
final class Permutation {

    static final int ROUNDS = 10;

    private final int size;
    private final int a;
    private final int b;
    private final int[][] rounds = new int[ROUNDS][];

    Permutation(Prf prf, int size) {
        this.size = size;
        this.a = ceilSqrt(size);
        this.b = (size - 1) / a + 1;
        for (int r = 0; r < ROUNDS; r++) {
            boolean even = r % 2 == 0;
            rounds[r] = table(prf, r, even ? b : a, even ? a : b);
        }
    }

    int apply(int x) {
        long y = x;
        do {
            y = forward((int) (y / b), (int) (y % b));
        } while (y >= size);
        return (int) y;
    }

    /** The x with apply(x) = y. */
    int invert(int y) {
        long x = y;
        do {
            x = backward((int) (x / b), (int) (x % b));
        } while (x >= size);
        return (int) x;
    }

    private long forward(int fromLeft, int fromRight) {
        int left = fromLeft;
        int right = fromRight;
        for (int r = 0; r < ROUNDS; r += 2) {
            left += rounds[r][right];
            left -= left >= a ? a : 0;
            right += rounds[r + 1][left];
            right -= right >= b ? b : 0;
        }
        return (long) left * b + right;
    }

    private long backward(int fromLeft, int fromRight) {
        int left = fromLeft;
        int right = fromRight;
        for (int r = ROUNDS - 2; r >= 0; r -= 2) {
            right -= rounds[r + 1][left];
            right += right < 0 ? b : 0;
            left -= rounds[r][right];
            left += left < 0 ? a : 0;
        }
        return (long) left * b + right;
    }

    private static int[] table(Prf prf, int round, int inputs, int outputs) {
        int[] table = new int[inputs];
        for (int v = 0; v < inputs; v++) {
            byte[] message = HashInput.empty().u8(round).u32(v).toBytes();
            long number = ByteBuffer.wrap(prf.of(message)).getLong();
            table[v] = (int) Long.remainderUnsigned(number, outputs);
        }
        return table;
    }

    /** The smallest a with a² ≥ size. */
    private static int ceilSqrt(int size) {
        int a = 1;
        while ((long) a * a < size) {
            a++;
        }
        return a;
    }
}
