package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.HmacBatch;
import org.plainsight.merkle.batch.JdkSha256Batch;
import org.plainsight.merkle.batch.SumNodes;

/** Makes the proof files of one sealed snapshot from its mapped files. Safe for several threads. */
public final class ProofMaker {

    private static final byte[] ASSETS = ByteText.ascii("{\"assets\":");
    private static final byte[] LOG = ByteText.ascii(",\"log\":");
    private static final byte[] SALT = ByteText.ascii(",\"salt\":\"");
    private static final byte[] POSITION = ByteText.ascii("],\"position\":");

    private final SnapshotKey key;
    private final BuildRecord record;
    private final List<TreeFile> trees;
    private final MemorySegment secrets;
    private final CapabilityIndex capabilities;
    private final TaggedTree statements;
    private final byte[] header;
    private final byte[] statement;
    private final byte[] end;
    private final ConcurrentLinkedQueue<Writer> idle = new ConcurrentLinkedQueue<>();

    private ProofMaker(SnapshotDirectory directory, String headerHex) {
        Path sealed = directory.sealed(headerHex);
        Json.Obj signed = Json.asObject(CanonicalJson.read(SnapshotDirectory.read(sealed.resolve("signature.json"))));
        this.key = directory.key();
        this.record = SnapshotBuild.readRecord(directory);
        this.trees = directory.openTrees(record.trees().size(), key);
        this.secrets = SnapshotDirectory.map(directory.secrets());
        this.capabilities = CapabilityIndex.open(directory.capabilities());
        this.statements = new TaggedTree(SnapshotDirectory.map(sealed.resolve("statements")), capabilities.size());
        SnapshotHeader fields = new SnapshotHeader(
                record.id(),
                record.cutOff(),
                record.trees().size(),
                Hash32.fromHex(record.assetsRoot()),
                Hash32.fromHex(signed.text("previous_header")),
                Hash32.fromHex(signed.text("manifest_sha256")),
                Hash32.fromHex(signed.text("policy_sha256")));
        this.header = ByteText.ascii(",\"format\":\"" + ProofCodec.FORMAT + "\",\"header\":"
                + CanonicalJson.text(ProofCodec.writeHeader(fields)));
        this.statement = ByteText.ascii("\",\"statement\":{\"count\":" + capabilities.size() + ",\"key\":\""
                + signed.text("key") + "\",\"path\":[");
        this.end = ByteText.ascii(",\"sig\":\"" + signed.text("sig") + "\"}}");
    }

    public static ProofMaker open(SnapshotDirectory directory, String header) {
        return new ProofMaker(directory, header);
    }

    /** The capability's place in this snapshot. */
    public OptionalInt find(Hash32 capability) {
        return capabilities.find(capability);
    }

    /** How many proofs there are. */
    public int size() {
        return capabilities.size();
    }

    /** The number of the account whose proof has this place. */
    int account(int place) {
        return capabilities.account(place);
    }

    /** A place that depends on the capability alone, for doing the work of a proof where there is none. */
    public int decoy(Hash32 capability) {
        return Math.floorMod(capability.hashCode(), capabilities.size());
    }

    /** The proof file at this place, canonical JSON as {@link ProofCodec#write} would write it. */
    public byte[] proof(int place, Optional<ProofFile.LogReceipt> log) {
        Writer free = idle.poll();
        Writer writer = free == null ? new Writer() : free;
        byte[] proof = writer.write(place, log);
        idle.add(writer);
        return proof;
    }

    /** The buffers of one proof in the making. */
    private final class Writer {
        private final AssetsText assets = new AssetsText(record, trees, secrets, key);
        private final HmacBatch salts = new HmacBatch(new JdkSha256Batch(), key.toBytes());
        private final ByteText out = new ByteText();
        private final byte[] number = new byte[Long.BYTES];
        private final byte[] salt = new byte[Hash32.LENGTH];
        private final byte[] path = new byte[Long.SIZE * Hash32.LENGTH];

        byte[] write(int place, Optional<ProofFile.LogReceipt> log) {
            int account = capabilities.account(place);
            out.clear();
            out.put(ASSETS);
            assets.write(account, out);
            out.put(header);
            log.ifPresent(receipt -> out.put(LOG).put(CanonicalJson.write(ProofCodec.writeLog(receipt))));
            SumNodes.putLong(number, 0, account);
            salts.hash(number, 0, number.length, number.length, salt, 0, salt.length, 1);
            out.put(SALT).hex(salt, 0, salt.length).put(statement);
            int siblings = statements.copyPath(place, path);
            for (int i = 0; i < siblings; i++) {
                if (i > 0) {
                    out.put(',');
                }
                out.put('"').hex(path, i * Hash32.LENGTH, Hash32.LENGTH).put('"');
            }
            return out.put(POSITION).decimal(place).put(end).toBytes();
        }
    }

    /** Account references by account number. */
    public static List<String> references(SnapshotDirectory directory) {
        return new String(SnapshotDirectory.read(directory.references()), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
