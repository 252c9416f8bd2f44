package org.plainsight.ownership.bitcoin.descriptor;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.ownership.bitcoin.BitcoinScripts;
import org.plainsight.ownership.script.MultisigScript;

/** A descriptor of one chain: the scripts of a wallet, and their addresses. */
public final class OutputDescriptor {

    private static final int LENGTH_MAX = 10_000;
    private static final int CHECKSUM_LENGTH = 8;

    /** The scripts at one index. */
    interface Scripts {
        List<byte[]> at(int index);
    }

    private final ChainId chain;
    private final String text;
    private final boolean ranged;
    private final Scripts scripts;
    private final Scripts inner;

    private OutputDescriptor(ChainId chain, String text, DescriptorParser parser) {
        this.chain = chain;
        this.text = text;
        this.scripts = parser.parse();
        this.ranged = parser.isRanged();
        this.inner = parser.inner().orElse(scripts);
    }

    /**
     * Reads a descriptor, with its checksum or without.
     *
     * @throws MalformedDescriptorException when it is none, its checksum is wrong, or it holds a private key
     */
    public static OutputDescriptor parse(ChainId chain, String text) {
        if (text.length() > LENGTH_MAX) {
            throw new MalformedDescriptorException("longer than " + LENGTH_MAX + " characters");
        }
        int hash = text.indexOf('#');
        String descriptor = hash < 0 ? text : text.substring(0, hash);
        String checksum = DescriptorChecksum.of(descriptor);
        if (hash >= 0 && !text.substring(hash + 1).equals(checksum)) {
            throw new MalformedDescriptorException("the checksum is not the " + CHECKSUM_LENGTH
                    + " characters that belong to this descriptor; copy it again from the wallet");
        }
        return new OutputDescriptor(chain, descriptor, new DescriptorParser(chain, descriptor));
    }

    /** With its checksum. */
    @Override
    public String toString() {
        return text + "#" + DescriptorChecksum.of(text);
    }

    /** Whether it stands for many addresses, one per index. */
    public boolean isRanged() {
        return ranged;
    }

    /** Output scripts in hex; several only for {@code combo}. */
    public List<String> scripts(int index) {
        return scripts.at(index).stream().map(HexFormat.of()::formatHex).toList();
    }

    /** Scripts without an address (bare keys and multisigs) are left out. */
    public List<AccountId> accounts(int index) {
        List<AccountId> accounts = new ArrayList<>();
        for (byte[] script : scripts.at(index)) {
            BitcoinScripts.account(chain, script).ifPresent(accounts::add);
        }
        return accounts;
    }

    /** The m-of-n of the script behind the addresses, e.g. {@code 2-of-3}; empty where it is no multisig. */
    public Optional<String> quorum() {
        return inner.at(0).stream()
                .flatMap(script -> MultisigScript.parse(script).stream())
                .map(MultisigScript::quorum)
                .findFirst();
    }
}
