package org.plainsight.ownership.bitcoin;

import java.util.Optional;
import org.plainsight.asset.ChainId;

/**
 * How a chain of Bitcoin's family writes addresses and marks signed messages. The reference is CAIP-2's: the first 32
 * hex digits of the genesis hash, or of the first own block of a fork.
 */
enum UtxoNetwork {
    BITCOIN("000000000019d6689c085ae165831e93", 0, 5, 5, "bc", "Bitcoin"),
    TESTNET3("000000000933ea01ad0ee984209779ba", 111, 196, 196, "tb", "Bitcoin"),
    TESTNET4("00000000da84f2bafbbc53dee25a72ae", 111, 196, 196, "tb", "Bitcoin"),
    SIGNET("00000008819873e925422c1ff0f99f7c", 111, 196, 196, "tb", "Bitcoin"),
    REGTEST("0f9188f13cb7b2c71f2a335e3a4fc328", 111, 196, 196, "bcrt", "Bitcoin"),
    LITECOIN("12a765e31ffd4059bada1e25190f6e98", 48, 50, 5, "ltc", "Litecoin"),
    DOGECOIN("1a91e3dace36e2be3bf030a65679fe82", 30, 22, 22, "", "Dogecoin"),
    DASH("00000ffd590b1485b3caadc19b22e637", 76, 16, 16, "", "DarkCoin"),
    BITCOIN_CASH("000000000000000000651ef99cb9fcbe", 0, 5, 5, "", "Bitcoin"),
    BITCOIN_SV("000000000000000001d956714215d96f", 0, 5, 5, "", "Bitcoin");

    private final String reference;
    private final int versionP2pkh;
    private final int versionP2sh;
    private final int versionP2shOld;
    private final String hrp;
    private final String messageMagic;

    UtxoNetwork(String reference, int versionP2pkh, int versionP2sh, int versionP2shOld, String hrp, String coin) {
        this.reference = reference;
        this.versionP2pkh = versionP2pkh;
        this.versionP2sh = versionP2sh;
        this.versionP2shOld = versionP2shOld;
        this.hrp = hrp;
        this.messageMagic = coin + " Signed Message:\n";
    }

    static Optional<UtxoNetwork> of(ChainId chain) {
        if (chain.isBitcoin()) {
            for (UtxoNetwork network : values()) {
                if (network.reference.equals(chain.reference())) {
                    return Optional.of(network);
                }
            }
        }
        return Optional.empty();
    }

    boolean isP2pkh(int version) {
        return version == versionP2pkh;
    }

    boolean isP2sh(int version) {
        return version == versionP2sh || version == versionP2shOld;
    }

    int versionP2pkh() {
        return versionP2pkh;
    }

    int versionP2sh() {
        return versionP2sh;
    }

    /** Empty where the coin has no segwit. */
    Optional<String> hrp() {
        return hrp.isEmpty() ? Optional.empty() : Optional.of(hrp);
    }

    /** The human-readable part of its segwit addresses. */
    boolean isHrp(String part) {
        return !hrp.isEmpty() && hrp.equals(part);
    }

    String messageMagic() {
        return messageMagic;
    }
}
