package org.plainsight.chain.bitcoin;

import java.util.HexFormat;
import java.util.Optional;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.Network;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.bitcoinj.script.ScriptException;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;

/**
 * Addresses and the scripts they stand for. An address is a spelling; the script is the identity: {@code 1…} does not
 * cover pay-to-pubkey outputs of the same key.
 */
public final class BitcoinAddresses {

    private BitcoinAddresses() {}

    /** The scriptPubKey in hex; empty when the address is not one of its network or its checksum is wrong. */
    public static Optional<String> scriptHex(AccountId account) {
        return BitcoinNetwork.of(account.chain()).flatMap(network -> scriptHex(network, account.address()));
    }

    private static Optional<String> scriptHex(BitcoinNetwork network, String text) {
        try {
            Address address = AddressParser.getDefault(bitcoinj(network)).parseAddress(text);
            return Optional.of(HexFormat.of()
                    .formatHex(ScriptBuilder.createOutputScript(address).program()));
        } catch (AddressFormatException e) {
            return Optional.empty();
        }
    }

    /** The account in the spelling of its network; for the standard address types only. */
    public static Optional<AccountId> account(ChainId chain, String scriptHex) {
        return BitcoinNetwork.of(chain)
                .flatMap(network -> address(bitcoinj(network), HexFormat.of().parseHex(scriptHex)))
                .map(address -> new AccountId(chain, address.toString()));
    }

    private static Optional<Address> address(Network network, byte[] script) {
        try {
            return Optional.of(Script.parse(script).getToAddress(network));
        } catch (ScriptException e) {
            return Optional.empty();
        }
    }

    /** Testnet4 spells addresses as testnet3 does; bitcoinj does not know it otherwise. */
    static Network bitcoinj(BitcoinNetwork network) {
        return switch (network) {
            case MAINNET -> org.bitcoinj.base.BitcoinNetwork.MAINNET;
            case TESTNET3, TESTNET4 -> org.bitcoinj.base.BitcoinNetwork.TESTNET;
            case SIGNET -> org.bitcoinj.base.BitcoinNetwork.SIGNET;
            case REGTEST -> org.bitcoinj.base.BitcoinNetwork.REGTEST;
        };
    }
}
