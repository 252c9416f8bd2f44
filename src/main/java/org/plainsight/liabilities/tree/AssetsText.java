package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.SumNodes;

/**
 * Writes the balances of one account with their paths, the proof file's member {@code assets}, as canonical JSON straight
 * from the mapped trees; and of it the leaf of the account's balance statement. One instance serves one thread.
 */
final class AssetsText {

    private static final byte[] AMOUNT = ByteText.ascii("{\"amount\":\"");
    private static final byte[] CHUNK = ByteText.ascii("\",\"c\":");
    private static final byte[] PATH = ByteText.ascii(",\"path\":[");
    private static final byte[] POSITION = ByteText.ascii("],\"position\":");
    /** The parts of one tree's text that every account shares. */
    private static final class Tree {
        private final TreeFile file;
        private final TreeBottom bottom;
        private final byte[] begin;
        private final byte[] end;
        private final byte[] balance;

        Tree(AssetRecord asset, TreeFile file, TreeBottom bottom, List<Hash32> topPath) {
            this.file = file;
            this.bottom = bottom;
            this.begin = AssetsText.begin(asset);
            this.end = AssetsText.end(asset, topPath);
            this.balance = AssetsText.balance(asset);
        }
    }

    private final List<Tree> trees = new ArrayList<>();
    private final MemorySegment secrets;
    private final MessageDigest sha256;
    private final ByteText statement = new ByteText();
    private final byte[] path = new byte[48 * SumNodes.BYTES];
    private final byte[] hash = new byte[Hash32.LENGTH];
    private final int[] held;
    private final long[] high;
    private final long[] low;
    private int count;

    AssetsText(BuildRecord record, List<TreeFile> files, MemorySegment secrets, SnapshotKey key) {
        this.secrets = secrets;
        this.held = new int[files.size()];
        this.high = new long[files.size()];
        this.low = new long[files.size()];
        TaggedTree top = record.assetsTree();
        for (AssetRecord asset : record.records()) {
            TreeFile file = files.get(asset.index());
            trees.add(new Tree(asset, file, file.bottom(secrets, key), top.path(asset.index())));
        }
        this.sha256 = Hash32.sha256Digest();
    }

    private static byte[] begin(AssetRecord asset) {
        return ByteText.ascii("{\"asset\":\"" + asset.asset() + "\",\"chunks\":[");
    }

    private static byte[] end(AssetRecord asset, List<Hash32> topPath) {
        String rest = CanonicalJson.text(Json.object()
                .put("decimals", asset.decimals())
                .put("depth", asset.depth())
                .put("index", asset.index())
                .put("kind", asset.kind())
                .put("top_path", Json.array(topPath, h -> new Json.Str(h.toHex())))
                .put("total", asset.root().sum().toString())
                .build());
        return ByteText.ascii("]," + rest.substring(1));
    }

    private static byte[] balance(AssetRecord asset) {
        return ByteText.ascii("\",\"asset\":\"" + asset.asset() + "\",\"kind\":" + asset.kind() + "}");
    }

    void write(int account, ByteText out) {
        count = 0;
        out.put('[');
        for (int a = 0; a < trees.size(); a++) {
            Tree tree = trees.get(a);
            int first = tree.file.firstOf(account);
            int end = tree.file.endOf(account, first);
            if (first < end) {
                if (count > 0) {
                    out.put(',');
                }
                held[count] = a;
                high[count] = 0;
                low[count] = 0;
                chunks(tree, first, end, out);
                count++;
            }
        }
        out.put(']');
    }

    private void chunks(Tree tree, int first, int end, ByteText out) {
        out.put(tree.begin);
        TreeFile file = tree.file;
        for (int i = first; i < end; i++) {
            if (i > first) {
                out.put(',');
            }
            int position = file.position(i);
            file.copyPath(position, tree.bottom, path);
            out.put(AMOUNT)
                    .decimal(file.high(i), file.low(i))
                    .put(CHUNK)
                    .decimal(i - first)
                    .put(PATH);
            for (int level = 0; level < file.depth(); level++) {
                if (level > 0) {
                    out.put(',');
                }
                out.node(path, level * SumNodes.BYTES);
            }
            out.put(POSITION).decimal(position).put('}');
            long sum = low[count] + file.low(i);
            high[count] += file.high(i) + (Long.compareUnsigned(sum, low[count]) < 0 ? 1 : 0);
            low[count] = sum;
        }
        out.put(tree.end);
    }

    /**
     * The leaf of the account's balance statement, after {@link org.plainsight.liabilities.BalanceStatement}.
     *
     * @param header hash of the header, hex
     */
    byte[] statement(int account, String header, ByteText buffer) {
        buffer.clear();
        write(account, buffer);
        byte[] paths = digest(2, buffer);
        MemorySegment.copy(secrets, ValueLayout.JAVA_BYTE, (long) account * Hash32.LENGTH, hash, 0, Hash32.LENGTH);
        statement.clear();
        statement.put(ByteText.ascii("{\"account\":\"")).hex(hash, 0, hash.length);
        statement.put(ByteText.ascii("\",\"balances\":["));
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                statement.put(',');
            }
            statement.put(AMOUNT).decimal(high[i], low[i]).put(trees.get(held[i]).balance);
        }
        statement
                .put(ByteText.ascii("],\"header\":\"" + header + "\",\"paths\":\""))
                .hex(paths, 0, paths.length);
        statement.put(ByteText.ascii("\",\"v\":1}"));
        return digest(0, statement);
    }

    /** SHA-256( 09 | p | 0000 | text ). */
    private byte[] digest(int p, ByteText text) {
        try {
            sha256.update((byte) 9);
            sha256.update((byte) p);
            sha256.update((byte) 0);
            sha256.update((byte) 0);
            sha256.update(text.array(), 0, text.length());
            byte[] out = new byte[Hash32.LENGTH];
            sha256.digest(out, 0, out.length);
            return out;
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }
}
