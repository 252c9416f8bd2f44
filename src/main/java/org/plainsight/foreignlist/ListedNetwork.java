package org.plainsight.foreignlist;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.asset.MalformedIdentifierException;

/** Which chain's rules an address of a list follows: told by the words of its label and network, then by its shape. */
enum ListedNetwork {
    TRON("tron:0x2b6653dc", "TRC20 TRX TRON JSTRX"),
    LITECOIN("bip122:12a765e31ffd4059bada1e25190f6e98", "LTC"),
    DOGECOIN("bip122:1a91e3dace36e2be3bf030a65679fe82", "DOGE"),
    DASH("bip122:00000ffd590b1485b3caadc19b22e637", "DASH"),
    BITCOIN_CASH("bip122:000000000000000000651ef99cb9fcbe", "BCH BCHN"),
    BITCOIN_SV("bip122:000000000000000001d956714215d96f", "BSV"),
    ARBITRUM("eip155:42161", "ARBITRUM"),
    OPTIMISM("eip155:10", "OPTIMISM"),
    AVALANCHE("eip155:43114", "AVALANCHE AVAXC"),
    POLYGON("eip155:137", "POLY POLYGON"),
    HECO("eip155:128", "HECO"),
    BTTC("eip155:199", "BTTC"),
    BASE("eip155:8453", "BASE BASEETH"),
    ETHEREUM("eip155:1", "ETH ERC20"),
    BITCOIN("bip122:000000000019d6689c085ae165831e93", "BTC OMNI"),
    SOLANA("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "SOL SOLANA SPL"),
    ALGORAND("algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73k", "ALGO ALGORAND"),
    APTOS("aptos:1", "APT APTOS"),
    SUI("sui:mainnet", "SUI"),
    NEAR("near:mainnet", "NEAR"),
    POLKADOT("polkadot:91b171bb158e2d3848fa23a9f1c25182", "DOT POLKADOT"),
    /** Pi writes its addresses as Stellar does. */
    STELLAR("stellar:pubnet", "XLM STELLAR PI");

    private static final Pattern EVM_SHAPE = Pattern.compile("0[xX][0-9a-fA-F]{40}");
    private static final Pattern TRON_SHAPE = Pattern.compile("T[1-9A-HJ-NP-Za-km-z]{33}");
    private static final Pattern BITCOIN_SHAPE =
            Pattern.compile("[13][1-9A-HJ-NP-Za-km-z]{24,34}|(bc1|BC1)[0-9a-zA-Z]{8,87}");

    private final String chain;
    private final String words;

    ListedNetwork(String chain, String words) {
        this.chain = chain;
        this.words = words;
    }

    /** Empty when no rules are known here for such addresses. */
    static Optional<ListedNetwork> of(ListedRow row) {
        List<String> said = List.of(
                (row.network() + " " + row.label()).toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"));
        Optional<ListedNetwork> named = List.of(values()).stream()
                .filter(network -> said.stream().anyMatch(network::isNamedBy))
                .findFirst();
        if (EVM_SHAPE.matcher(row.address()).matches()) {
            return Optional.of(named.filter(ListedNetwork::isEvm).orElse(ETHEREUM));
        }
        if (named.isPresent()) {
            return named;
        }
        if (TRON_SHAPE.matcher(row.address()).matches()) {
            return Optional.of(TRON);
        }
        return BITCOIN_SHAPE.matcher(row.address()).matches() ? Optional.of(BITCOIN) : Optional.empty();
    }

    /** The account; empty when the text cannot be an address of this network. */
    Optional<AccountId> account(String address) {
        try {
            // addresses of Bitcoin Cash are also written with their prefix in front, which no identifier holds
            return Optional.of(new AccountId(chain(), address.replaceFirst("(?i)^bitcoincash:", "")));
        } catch (MalformedIdentifierException e) {
            return Optional.empty();
        }
    }

    /** Whether its signatures are Ed25519, whose key lists show beside them. */
    boolean isEd25519() {
        return compareTo(SOLANA) >= 0;
    }

    boolean isEvm() {
        return chain().isEvm();
    }

    private ChainId chain() {
        return ChainId.parse(chain);
    }

    private boolean isNamedBy(String word) {
        return !word.isEmpty() && List.of(words.split(" ")).contains(word);
    }
}
