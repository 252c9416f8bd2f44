package org.plainsight.chain.bitcoin.utxo;

import java.io.InputStream;
import java.util.Arrays;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.DoubleSha256;

/** What the first bytes of a snapshot say it is. */
public record SnapshotHeader(BitcoinNetwork network, String baseHash) {

    private static final byte[] MAGIC = {'u', 't', 'x', 'o', (byte) 0xff};
    private static final int VERSION = 2;

    private static final int VERSION_AT = 5;
    static final int NETWORK_AT = 7;
    static final int BASE_AT = 11;
    static final int COUNT_AT = 43;

    /** @throws MalformedSnapshotException when this is no snapshot of a known version and network */
    public static SnapshotHeader read(InputStream stream) {
        return read(new SnapshotInput(stream));
    }

    static SnapshotHeader read(SnapshotInput in) {
        byte[] magic = new byte[MAGIC.length];
        in.read(magic, 0, magic.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new MalformedSnapshotException("this is no UTXO snapshot: the first five bytes are not 'utxo' and ff;"
                    + " make one with: bitcoin-cli dumptxoutset FILE rollback");
        }
        int version = in.uint16();
        if (version != VERSION) {
            throw SnapshotInput.malformed(
                    VERSION_AT,
                    "format version " + version + ", only " + VERSION
                            + " is read here; make the snapshot with Bitcoin Core 28 or newer");
        }
        byte[] four = new byte[4];
        in.read(four, 0, 4);
        long found = 0;
        for (byte b : four) {
            found = (found << 8) | (b & 0xff);
        }
        long networkMagic = found;
        BitcoinNetwork network = Arrays.stream(BitcoinNetwork.values())
                .filter(n -> n.magic() == networkMagic)
                .findFirst()
                .orElseThrow(() ->
                        SnapshotInput.malformed(NETWORK_AT, "an unknown network (magic %08x)".formatted(networkMagic)));
        byte[] base = new byte[DoubleSha256.LENGTH];
        in.read(base, 0, base.length);
        return new SnapshotHeader(network, DoubleSha256.display(base, 0));
    }
}
