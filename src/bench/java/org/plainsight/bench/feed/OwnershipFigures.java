package org.plainsight.bench.feed;

import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.bench.Figures;
import org.plainsight.ownership.Challenge;
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
    private static final ChainId CHAIN = ChainId.parse("eip155:1");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private record Signed(AccountId account, OwnershipProof proof) {}

    void run(Figures figures, boolean quick) {
        List<Signed> signed = signed(2_000);
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node"))),
                (chain, height, hash) -> KnownBlocks.Answer.MATCHES);
        ChallengePolicy policy = new ChallengePolicy.Required("portal.example", "Acme", TODAY);
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
        Random random = new Random(1);
        List<Signed> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] secret = HexFormat.of().parseHex("%064x".formatted(new BigInteger(250, random).add(BigInteger.ONE)));
            byte[] key = Secp256k1.get().pubkeyCreate(secret);
            AccountId account = new AccountId(
                    CHAIN, "0x" + HexFormat.of().formatHex(Hash.sha3(Arrays.copyOfRange(key, 1, 65)), 12, 32));
            String text = new Challenge("portal.example", "Acme", account, "2026-11", i, "ab".repeat(32), TODAY).text();
            all.add(new Signed(account, new OwnershipProof.Eip191(text, sign(text, secret, key))));
        }
        return all;
    }

    private static String sign(String message, byte[] secret, byte[] key) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] mark = ("\u0019Ethereum Signed Message:\n" + text.length).getBytes(StandardCharsets.US_ASCII);
        byte[] marked = Arrays.copyOf(mark, mark.length + text.length);
        System.arraycopy(text, 0, marked, mark.length, text.length);
        byte[] hash = Hash.sha3(marked);
        byte[] compact = Secp256k1.get().sign(hash, secret, null);
        int v = Arrays.equals(Secp256k1.get().ecdsaRecover(compact, hash, 0), key) ? 27 : 28;
        return HexFormat.of().formatHex(compact) + HexFormat.of().toHexDigits((byte) v);
    }
}
