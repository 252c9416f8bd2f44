package org.plainsight.registry.web;

import io.quarkus.qute.TemplateExtension;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.Eip55;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.evidence.Verdict;
import org.plainsight.registry.labels.LabelFinding;

/** Claims and addresses in the words of the pages. */
@TemplateExtension
final class ClaimText {

    private static final Pattern BLOCK_HASH = Pattern.compile(" \\((?:0x)?[0-9a-f]{64}\\)");

    private ClaimText() {}

    /** As people compare it: EVM addresses with their checksum, all others as they are. Never shortened. */
    static String display(AccountId account) {
        return account.chain().isEvm() ? Eip55.checksum(account.address()) : account.address();
    }

    static String words(Attribution.Claim claim) {
        return switch (claim) {
            case OWNED -> "ours";
            case CUSTOMER_DEPOSIT -> "ours, for a customer's deposits";
            case FORMERLY_OWNED -> "no longer ours";
            case NOT_OWNED -> "not ours";
            case UNDER_REVIEW -> "under review";
        };
    }

    /** Why, without the hash of the block, which the page of the address shows. */
    static String brief(Verdict verdict) {
        return BLOCK_HASH.matcher(verdict.reason()).replaceAll("");
    }

    static String methodWords(Attribution.Evidence evidence) {
        return switch (evidence.method()) {
            case "bip322" -> "Signed message (BIP-322)";
            case "bip137" -> "Signed message (BIP-137)";
            case "redeem-script" -> "Script and the signatures of its keys";
            case "eip191" -> "Signed message (EIP-191)";
            case "eip712" -> "Signed data (EIP-712)";
            case "erc1271" -> "The contract's own answer (ERC-1271)";
            case "contract-owners" -> "Signatures of the contract's owners";
            default -> evidence.method();
        };
    }

    /** As explorers of the chain print it: EVM hashes with 0x. */
    static String transactionText(Movement movement) {
        return (movement.block().chain().isEvm() ? "0x" : "")
                + movement.transaction().orElseThrow();
    }

    /** The bytes of the signed text, as hex. */
    static String messageHex(Attribution.Evidence evidence) {
        return HexFormat.of().formatHex(evidence.message().getBytes(StandardCharsets.UTF_8));
    }

    /** What a wallet puts around the text before it signs. */
    static String framing(Attribution.Evidence evidence) {
        return switch (evidence.method()) {
            case "bip137", "redeem-script" ->
                "SHA-256 twice over 0x18, \"Bitcoin Signed Message:\" and a line feed, the text's length, and these bytes";
            case "bip322" ->
                "SHA-256 tagged \"BIP0322-signed-message\" over these bytes stands in the virtual transaction to spend";
            case "eip191" ->
                "Keccak-256 over 0x19, \"Ethereum Signed Message:\" and a line feed, the text's length in digits, and"
                        + " these bytes";
            case "tip191" -> "as EIP-191, with the word TRON";
            case "eip712" -> "the text is the challenge; its typed data are hashed as EIP-712 says";
            case "ed25519" -> "these bytes as they are";
            default -> "as the method says";
        };
    }

    /** Whether any signature was given: none is no evidence, and no verdict. */
    static boolean isSigned(Attribution claim) {
        return claim.evidence().stream().anyMatch(e -> !e.signatures().isEmpty());
    }

    /** Whether others' text is an address of the web that a reader may follow. */
    static boolean isWeb(String text) {
        return text.startsWith("https://");
    }

    static String words(Attribution.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static String words(LabelFinding.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String words(DisputeState state) {
        return switch (state) {
            case ASKED -> "asked to correct it";
            case ACKNOWLEDGED -> "acknowledged, not corrected yet";
            case CORRECTED -> "corrected";
            case BROKEN_AGAIN -> "corrected once, wrong again";
        };
    }
}
