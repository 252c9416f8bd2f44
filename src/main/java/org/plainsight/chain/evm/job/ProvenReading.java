package org.plainsight.chain.evm.job;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.evm.proof.Prover;
import org.plainsight.chain.evm.proof.StateEvidence;
import org.plainsight.evidence.BlockRef;

/** What a {@link Prover} found, as evidence of a chain. */
record ProvenReading(StateEvidence file, Prover.Outcome outcome) implements Evidence {

    @Override
    public String kind() {
        return StateEvidence.KIND;
    }

    @Override
    public BlockRef block() {
        return file.block();
    }

    @Override
    public Set<AssetId> proven() {
        return outcome.proven();
    }

    @Override
    public Map<AssetId, String> unproven() {
        return outcome.unproven();
    }

    @Override
    public Optional<String> contradiction() {
        return outcome.contradicted().stream()
                .findFirst()
                .map(found ->
                        "the node said " + found.read() + " of " + found.pair().asset() + " for "
                                + found.pair().account().address() + " at block " + block().height()
                                + ", and the block's state proves " + found.proven());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        file.writeTo(out);
    }
}
