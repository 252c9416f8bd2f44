package org.plainsight.ownership.bitcoin.descriptor;

/** The eight characters behind {@code #} (BIP-380). */
final class DescriptorChecksum {

    private static final String INPUT = "0123456789()[],'/*abcdefgh@:$%{}" + "IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~"
            + "ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";
    private static final String OUTPUT = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final long[] GENERATOR = {0xf5dee51989L, 0xa9fdca3312L, 0x1bab10e32dL, 0x3706b1677aL, 0x644d626ffdL};

    private DescriptorChecksum() {}

    /** @throws MalformedDescriptorException when a character is none of a descriptor's */
    static String of(String descriptor) {
        long sum = 1;
        int groups = 0;
        int count = 0;
        for (int i = 0; i < descriptor.length(); i++) {
            int symbol = INPUT.indexOf(descriptor.charAt(i));
            if (symbol < 0) {
                throw new MalformedDescriptorException("character " + (i + 1) + " is none of a descriptor's");
            }
            sum = step(sum, symbol & 31);
            groups = groups * 3 + (symbol >> 5);
            if (++count == 3) {
                sum = step(sum, groups);
                groups = 0;
                count = 0;
            }
        }
        if (count > 0) {
            sum = step(sum, groups);
        }
        for (int i = 0; i < 8; i++) {
            sum = step(sum, 0);
        }
        sum ^= 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(OUTPUT.charAt((int) (sum >> (5 * (7 - i))) & 31));
        }
        return text.toString();
    }

    private static long step(long sum, int value) {
        long top = sum >>> 35;
        long next = ((sum & 0x7ffffffffL) << 5) ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            if (((top >> i) & 1) != 0) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }
}
