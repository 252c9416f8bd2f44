package org.plainsight.ownership.evm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.plainsight.ownership.script.WireBytes;
import org.web3j.crypto.Hash;

/** What wallets and exchanges hash when they sign a text. */
enum MessageFormat {
    EIP191("EIP-191") {
        @Override
        byte[] hash(byte[] message) {
            return marked(ETHEREUM + message.length, message);
        }
    },
    /** As OKX's lists: the mark of a 32-byte message, which is the hash of the text. */
    EIP191_OF_KECCAK("EIP-191 over keccak-256 of the text") {
        @Override
        byte[] hash(byte[] message) {
            return marked(ETHEREUM + 32, Hash.sha3(message));
        }
    },
    /** As HTX's older lists: no mark at all. */
    KECCAK("keccak-256 of the text") {
        @Override
        byte[] hash(byte[] message) {
            return Hash.sha3(message);
        }
    },
    /** As OKX's lists for accounts of its own chain: mark and text as Bitcoin's messages write theirs, each after its length. */
    OKX("OKX's mark over the text") {
        @Override
        byte[] hash(byte[] message) {
            return marked(OKX_MARK, new WireBytes().sized(message).bytes());
        }
    },
    TRON_OF_KECCAK("TRON mark over keccak-256 of the text") {
        @Override
        byte[] hash(byte[] message) {
            return marked(TRON + 32, Hash.sha3(message));
        }
    },
    /** The mark always says 32, whatever the text's length: TronWeb's first signing call. */
    TRON_OF_TEXT("TRON mark over the text's bytes") {
        @Override
        byte[] hash(byte[] message) {
            return marked(TRON + 32, message);
        }
    },
    TIP191("TIP-191") {
        @Override
        byte[] hash(byte[] message) {
            return marked(TRON + message.length, message);
        }
    };

    private static final String ETHEREUM = "\u0019Ethereum Signed Message:\n";
    private static final String OKX_MARK = "\u0014OKX Signed Message:\n";
    private static final String TRON = "\u0019TRON Signed Message:\n";

    static final List<MessageFormat> OF_EVM_LISTS = List.of(EIP191, EIP191_OF_KECCAK, KECCAK, OKX);
    static final List<MessageFormat> OF_TRON_LISTS = List.of(TRON_OF_KECCAK, TRON_OF_TEXT, TIP191);

    private final String title;

    MessageFormat(String title) {
        this.title = title;
    }

    /** For people. */
    String title() {
        return title;
    }

    abstract byte[] hash(byte[] message);

    byte[] hash(String message) {
        return hash(message.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] marked(String mark, byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(mark.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(message);
        return Hash.sha3(bytes.toByteArray());
    }
}
