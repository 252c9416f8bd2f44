package org.plainsight.bench.feed;

import fr.acinq.secp256k1.Secp256k1;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.plainsight.asset.AccountId;
import org.plainsight.bench.Figures;
import org.plainsight.ownership.ChallengePolicy;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.evm.EvmSignatures;
import org.web3j.crypto.Hash;

/** How many ownership proofs one core judges: challenge parsed and compared, hash, key recovered, address compared. */
final class OwnershipFigures {

    private static final double WANTED = 15_000;

    private record Signed(AccountId account, OwnershipProof proof) {}

    void run(Figures figures, boolean quick) {
        List<Signed> signed = signed(2_000);
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node"))),
                (chain, height, hash) -> KnownBlocks.Answer.MATCHES);
        ChallengePolicy policy = new ChallengePolicy.Required(SignedRows.DOMAIN, SignedRows.ENTITY, SignedRows.TODAY);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < (quick ? 10 : 40); round++) {
            long start = System.nanoTime();
            for (Signed each : signed) {
                if (!verifier.verify(each.account(), each.proof(), policy).isValid()) {
                    throw new IllegalStateException("a right signature was not valid");
                }
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        figures.rate("ownership.verify", signed.size() * 1e9 / best, "signatures/s", WANTED);
        figures.note("one thread; the limit is one recovery of a key by libsecp256k1, "
                + Math.round(1e9 / recovery(2_000, quick ? 10 : 40)) + "/s on this machine");
    }

    private static double recovery(int count, int rounds) {
        byte[] secret = HexFormat.of().parseHex("%064x".formatted(7));
        byte[] hash = Hash.sha3("text".getBytes(StandardCharsets.UTF_8));
        byte[] compact = Secp256k1.get().sign(hash, secret, null);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                Secp256k1.get().ecdsaRecover(compact, hash, 0);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return (double) best / count;
    }

    private static List<Signed> signed(int count) {
        return LongStream.range(0, count)
                .mapToObj(SignedRows::of)
                .map(row -> new Signed(row.account(), new OwnershipProof.Eip191(row.message(), row.signature())))
                .toList();
    }
}
