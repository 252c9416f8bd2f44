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

    /** EIP-712 over the challenge as typed data (the portal's own type), by the account itself; 65 bytes in hex. */
    record Eip712(String message, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "eip712";
        }
    }

    /** Bytes in hex that the account's contract calls its signature of the EIP-191 hash (ERC-1271). */
    record Erc1271(String message, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "erc1271";
        }
    }

    /** A TRON account's signature under one of TRON's marks; 65 bytes in hex. */
    record Tip191(String message, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "tip191";
        }
    }

    /**
     * Ed25519 over the text's bytes as they are.
     *
     * @param publicKey hex, where the address is only a hash of it; empty where the address has the key
     * @param signature 64 bytes in hex, base64 or base58
     */
    record Ed25519(String message, String publicKey, String signature) implements OwnershipProof {
        @Override
        public String method() {
            return "ed25519";
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
     *
     * @param publicKey hex, where the list shows one; else empty
     */
    record Published(String message, String signature, String publicKey) implements OwnershipProof {
        public Published(String message, String signature) {
            this(message, signature, "");
        }

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
     * @param redeemScript hex of the script or public key that the method needs, empty where it needs none
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
            case "eip712" -> one ? new Eip712(message, first) : new Unsupported(method, message, first);
            case "erc1271" -> one ? new Erc1271(message, first) : new Unsupported(method, message, first);
            case "tip191" -> one ? new Tip191(message, first) : new Unsupported(method, message, first);
            case "ed25519" -> one ? new Ed25519(message, redeemScript, first) : new Unsupported(method, message, first);
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
            case Eip712 p -> List.of(p.signature());
            case Erc1271 p -> List.of(p.signature());
            case Tip191 p -> List.of(p.signature());
            case Ed25519 p -> List.of(p.signature());
            case Published p -> List.of(p.signature());
            case Unsupported p -> List.of(p.signature());
            case MultisigContractOwners p -> p.signatures();
            case RedeemScriptMultisig p -> p.signatures();
            case None p -> List.of();
        };
    }
}
