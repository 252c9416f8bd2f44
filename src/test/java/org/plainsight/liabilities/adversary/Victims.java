package org.plainsight.liabilities.adversary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofReport;
import org.plainsight.liabilities.proof.ProofVerifier;
import org.plainsight.liabilities.tree.SampleSnapshot;

/** An honest exchange with two snapshots and a log, whose proofs are forged; and the verifier of its customers. */
public final class Victims {

    static final int CUSTOMERS = 90;

    final SampleSnapshot sample;
    final SampleSnapshot other;
    final SampleLog log = new SampleLog();
    private final ProofFile.LogReceipt sampleReceipt;
    private final ProofFile.LogReceipt otherReceipt;
    private final Map<Integer, ProofFile> proofs = new ConcurrentHashMap<>();
    private final Map<Integer, ProofFile> otherProofs = new ConcurrentHashMap<>();

    private Victims(SampleSnapshot sample, SampleSnapshot other) {
        this.sample = sample;
        this.other = other;
        this.sampleReceipt = log.receipt(sample.statement, SampleSnapshot.signer());
        this.otherReceipt = log.receipt(other.statement, SampleSnapshot.signer());
    }

    public static Victims build(Path folder) throws IOException {
        return new Victims(
                SampleSnapshot.build(folder.resolve("sample"), CUSTOMERS, 1),
                SampleSnapshot.build(folder.resolve("other"), CUSTOMERS, 2));
    }

    /** The honest proof of a customer in the first snapshot; any number will do. */
    ProofFile proof(int i) {
        return proofs.computeIfAbsent(i % CUSTOMERS, c -> withLog(sample.proof(c), sampleReceipt));
    }

    ProofFile otherProof(int i) {
        return otherProofs.computeIfAbsent(i % CUSTOMERS, c -> withLog(other.proof(c), otherReceipt));
    }

    public byte[] file(int i) {
        return ProofCodec.write(proof(i));
    }

    /** Of the other, older snapshot. */
    public byte[] oldFile(int i) {
        return ProofCodec.write(otherProof(i));
    }

    /** As a tile holds it: without the log's receipt. */
    public byte[] unlogged(int i) {
        return sample.file(i % CUSTOMERS);
    }

    public String snapshot() {
        return sample.record.id().hex();
    }

    /** What the log gives for the snapshot's statement. */
    public ProofFile.LogReceipt receipt() {
        return sampleReceipt;
    }

    public SampleLog log() {
        return log;
    }

    String text(int i) {
        return new String(file(i), StandardCharsets.UTF_8);
    }

    public static CustomerIdentity customer(int i) {
        return SampleSnapshot.customer(i % CUSTOMERS);
    }

    ProofReport verify(byte[] file, CustomerIdentity customer) {
        return ProofVerifier.verify(file, customer, log::find);
    }

    /** Whether the honest proof of a customer holds in every step. */
    public boolean holds(int i) {
        return verify(file(i), customer(i)).verdict().isValid();
    }

    /** The same for the same mutant. */
    static Random random(int i) {
        return new Random(7_919L * i + 1);
    }

    private static ProofFile withLog(ProofFile p, ProofFile.LogReceipt receipt) {
        return new ProofFile(p.header(), p.salt(), p.assets(), p.statement(), Optional.of(receipt));
    }
}
