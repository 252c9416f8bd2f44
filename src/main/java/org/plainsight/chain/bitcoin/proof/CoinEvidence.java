package org.plainsight.chain.bitcoin.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.HeaderTree;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.scan.ByteCursor;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.evidence.BlockRef;

/**
 * A checked evidence file: every header from the genesis block to the named one, coins, and of each coin's transaction the
 * way to the merkle root of its block. That a coin exists is proven, that it is unspent is not.
 *
 * @param work expected hashes behind the chain of headers
 * @param coins as the file lists them; each exists, but for those of {@code unproven}
 * @param unproven coins that the file has no proof for, and says so
 */
public record CoinEvidence(BlockRef block, BigInteger work, List<Coin> coins, Set<Outpoint> unproven) {

    public static final String KIND = "bitcoin-coins/1";

    static final String MAGIC = "plainsight " + KIND + "\n";
    private static final int LONGEST_HEAD = 1 << 16;
    private static final int SHORT_HEADER = BlockHeader.LENGTH - DoubleSha256.LENGTH;
    private static final int PAGE = 2_000;
    /** More than a retarget period. */
    private static final long KEPT_HEADERS = 5_000;

    public CoinEvidence {
        coins = List.copyOf(coins);
        unproven = Set.copyOf(unproven);
    }

    /** What a check says of a file. */
    public sealed interface Checked {
        record Sound(CoinEvidence evidence) implements Checked {}

        record Broken(String reason) implements Checked {}
    }

    /** @param now headers more than two hours ahead of it are refused */
    public static Checked check(byte[] bytes, Instant now) {
        try {
            return new Checked.Sound(new Reader(bytes, now).read());
        } catch (MalformedBlockException
                | MalformedStatementException
                | MalformedIdentifierException
                | IllegalArgumentException
                | ArithmeticException e) {
            return new Checked.Broken(String.valueOf(e.getMessage()));
        }
    }

    private record Head(BlockRef block, long coins, long blocks, long unproven) {}

    private static final class Reader {
        private final byte[] bytes;
        private final Instant now;
        private final ByteCursor cursor;
        private final Head head;
        private final Map<Outpoint, Coin> coins = new HashMap<>();
        private final List<Coin> ordered = new ArrayList<>();
        private final Set<Outpoint> unproven = new HashSet<>();

        Reader(byte[] bytes, Instant now) {
            this.bytes = bytes;
            this.now = now;
            byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length < magic.length || !Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length)) {
                throw new MalformedStatementException(
                        "not an evidence file: it does not begin with '" + MAGIC.strip() + "'");
            }
            int end = magic.length;
            while (end < bytes.length && end < LONGEST_HEAD && bytes[end] != '\n') {
                end++;
            }
            this.head = head(Arrays.copyOfRange(bytes, magic.length, end));
            this.cursor = new ByteCursor(bytes, Math.min(bytes.length, end + 1));
        }

        private static Head head(byte[] json) {
            Json.Obj o = Json.asObject(CanonicalJson.readCanonical(json));
            o.allowOnly("block", "coins", "blocks", "unproven");
            return new Head(
                    BlockJson.read(o.object("block")), o.integer("coins"), o.integer("blocks"), o.integer("unproven"));
        }

        CoinEvidence read() {
            BitcoinNetwork network = BitcoinNetwork.of(head.block().chain())
                    .orElseThrow(
                            () -> new MalformedStatementException(head.block().chain() + " is no Bitcoin chain"));
            int headersAt = cursor.skip(Math.multiplyExact(head.block().height(), (long) SHORT_HEADER));
            BigInteger work = headers(network, headersAt);
            readCoins();
            long last = 0;
            for (long i = 0; i < head.blocks(); i++) {
                long height = cursor.uint32();
                if (height <= last || height > head.block().height()) {
                    throw new MalformedBlockException("the proof of block " + height + " follows that of " + last);
                }
                last = height;
                block(height, headersAt, BlockProof.read(bytes, cursor));
            }
            if (cursor.remaining() != 0) {
                throw new MalformedBlockException(cursor.remaining() + " bytes follow the last proof");
            }
            if (unproven.size() != head.unproven()) {
                throw new MalformedBlockException(
                        unproven.size() + " coins have no proof, the file says " + head.unproven());
            }
            return new CoinEvidence(head.block(), work, ordered, unproven);
        }

        /** @return the work of all of them, once they lead to the named block */
        private BigInteger headers(BitcoinNetwork network, int headersAt) {
            HeaderTree tree = HeaderTree.ofGenesis(network);
            long height = head.block().height();
            String previous = network.genesis().hash();
            for (long from = 0; from < height; from += PAGE) {
                List<BlockHeader> page = new ArrayList<>();
                for (long i = from; i < Math.min(height, from + PAGE); i++) {
                    BlockHeader header = header(previous, headersAt + (int) i * SHORT_HEADER);
                    page.add(header);
                    previous = header.hash();
                }
                if (tree.extend(page, now) instanceof HeaderTree.Extension.Refused(String reason)) {
                    throw new MalformedBlockException(reason);
                }
                tree.forgetBelow(tree.tip().height() - KEPT_HEADERS);
            }
            BlockRef reached = tree.tip().ref(network);
            if (!reached.equals(head.block())) {
                throw new MalformedBlockException("the headers lead to block " + reached.hash() + " of "
                        + reached.time() + ", not to " + head.block().hash() + " of "
                        + head.block().time());
            }
            return tree.tip().work();
        }

        private BlockHeader header(String previous, int at) {
            byte[] whole = new byte[BlockHeader.LENGTH];
            System.arraycopy(bytes, at, whole, 0, 4);
            System.arraycopy(DoubleSha256.parse(previous), 0, whole, 4, DoubleSha256.LENGTH);
            System.arraycopy(bytes, at + 4, whole, 4 + DoubleSha256.LENGTH, SHORT_HEADER - 4);
            return BlockHeader.parse(whole, 0);
        }

        private void readCoins() {
            Optional<Outpoint> before = Optional.empty();
            for (long i = 0; i < head.coins(); i++) {
                Outpoint name = Outpoint.parse(bytes, cursor.skip(DoubleSha256.LENGTH + 4));
                if (before.isPresent() && before.get().compareTo(name) >= 0) {
                    throw new MalformedBlockException(
                            "coin " + name.txid() + ":" + name.index() + " is listed twice or out of order");
                }
                before = Optional.of(name);
                long height = cursor.uint32();
                long valueSat = cursor.int64();
                long length = cursor.compactSize();
                int at = cursor.skip(length);
                Coin coin = new Coin(name, HexFormat.of().formatHex(bytes, at, at + (int) length), valueSat, height);
                coins.put(name, coin);
                ordered.add(coin);
                unproven.add(name);
            }
        }

        private void block(long height, int headersAt, BlockProof proof) {
            String root = DoubleSha256.display(bytes, headersAt + (int) (height - 1) * SHORT_HEADER + 4);
            if (!proof.root().equals(root)) {
                throw new MalformedBlockException("the merkle path of block " + height + " leads to " + proof.root()
                        + ", its header says " + root);
            }
            for (ProvenTransaction transaction : proof.transactions()) {
                for (Outpoint spent : transaction.inputs()) {
                    if (coins.containsKey(spent)) {
                        throw new MalformedBlockException("coin " + spent.txid() + ":" + spent.index()
                                + " was spent in block " + height + ", the file itself shows that");
                    }
                }
                for (int i = 0; i < transaction.outputs().size(); i++) {
                    prove(
                            height,
                            new Outpoint(transaction.txid(), i),
                            transaction.outputs().get(i));
                }
            }
        }

        private void prove(long height, Outpoint name, ProvenTransaction.Output output) {
            Coin stated = coins.get(name);
            if (stated == null || stated.createdHeight() != height) {
                return;
            }
            if (stated.valueSat() != output.valueSat() || !stated.scriptHex().equals(output.scriptHex())) {
                throw new MalformedBlockException("coin " + name.txid() + ":" + name.index() + " is stated with "
                        + stated.valueSat() + " satoshi to " + stated.scriptHex() + ", its transaction says "
                        + output.valueSat() + " to " + output.scriptHex());
            }
            unproven.remove(name);
        }
    }
}
