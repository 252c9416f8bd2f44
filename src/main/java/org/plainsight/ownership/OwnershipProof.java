package org.plainsight.ownership;

import java.util.List;

/**
 * What somebody shows to prove that they hold the keys of an address. Untrusted: every field may be any text, and is
 * judged by {@link OwnershipVerifier}, which never throws for what it finds here.
 */
public sealed interface OwnershipProof {

    /** The method's word in published evidence. */
    String method();

    /** The text that was signed; empty where nothing was. */
    String message();

    /** Recoverable signature, 65 bytes in base64, of P2PKH, P2SH-P2WPKH and P2WPKH addresses. */
    record Bip137(String message, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "bip137";
        }
    }

    /** Base64 with the variant prefix {@code smp}, {@code ful} or {@code pof}; none means simple. */
    record Bip322(String message, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "bip322";
        }
    }

    /** {@code personal_sign}: 65 bytes r ‖ s ‖ v in hex, by the account itself. */
    record Eip191(String message, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "eip191";
        }
    }

    /**
     * EIP-191 signatures by the owners of a multisig contract. They count only if the contract names those owners at
     * the block that the challenge names.
     */
    record MultisigContractOwners(String message, List<String> signatures) implements OwnershipProof {
        public MultisigContractOwners {
            signatures = List.copyOf(signatures);
        }

        @Override
        public String method() {
            return "contract-owners";
        }
    }

    /** The script behind a P2SH or P2WSH address (hex) and recoverable signatures by m distinct keys of it. */
    record RedeemScriptMultisig(String message, String redeemScript, List<String> signatures)
            implements OwnershipProof {
        public RedeemScriptMultisig {
            signatures = List.copyOf(signatures);
        }

        @Override
        public String method() {
            return "redeem-script";
        }
    }

    /**
     * A signature in a list of the kind exchanges publish, which does not say how it was made: every format that was
     * ever seen for that chain is tried. For other people's lists only.
     */
    record Published(String message, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "published";
        }
    }

    /** No signature at all. */
    record None() implements OwnershipProof {
        @Override
        public String method() {
            return "none";
        }

        @Override
        public String message() {
            return "";
        }
    }

    /** A method this portal does not know how to check. */
    record Unsupported(String method, String message, String signature) implements OwnershipProof {}

    /**
     * From the fields of published evidence.
     *
     * @param method a word that {@link #method()} answers; any other becomes {@link Unsupported}
     * @param signatures as many as the method takes; a wrong number becomes {@link Unsupported}
     * @param redeemScript hex, empty where the method has none
     */
    static OwnershipProof of(String method, String message, List<String> signatures, String redeemScript) {
        String first = signatures.isEmpty() ? "" : signatures.getFirst();
        boolean one = signatures.size() == 1;
        return switch (method) {
            case "none" -> new None();
            case "contract-owners" -> new MultisigContractOwners(message, signatures);
            case "redeem-script" -> new RedeemScriptMultisig(message, redeemScript, signatures);
            case "bip137" -> one ? new Bip137(message, first) : new Unsupported(method, message, first);
            case "bip322" -> one ? new Bip322(message, first) : new Unsupported(method, message, first);
            case "eip191" -> one ? new Eip191(message, first) : new Unsupported(method, message, first);
            default -> new Unsupported(method, message, first);
        };
    }

    /** All signatures, in their order. */
    default List<String> signatures() {
        return switch (this) {
            case Bip137 p -> List.of(p.signature());
            case Bip322 p -> List.of(p.signature());
            case Eip191 p -> List.of(p.signature());
            case Published p -> List.of(p.signature());
            case Unsupported p -> List.of(p.signature());
            case MultisigContractOwners p -> p.signatures();
            case RedeemScriptMultisig p -> p.signatures();
            case None p -> List.of();
        };
    }
}
