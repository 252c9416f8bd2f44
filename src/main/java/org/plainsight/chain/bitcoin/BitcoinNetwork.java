package org.plainsight.chain.bitcoin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;

/** The public Bitcoin networks and the local one, with what tells them apart. */
public enum BitcoinNetwork {
    MAINNET(0xf9beb4d9L, 8333, Genesis.of(1231006505L, 0x1d00ffffL, 2083236893L), Difficulty.RETARGETS),
    TESTNET3(0x0b110907L, 18333, Genesis.of(1296688602L, 0x1d00ffffL, 414098458L), Difficulty.TESTNET),
    TESTNET4(
            0x1c163f28L,
            48333,
            BlockHeader.of(
                    1,
                    "0".repeat(64),
                    "7aa0a7ae1e223414cb807e40cd57e667b718e42aaf9306db9102fe28912b7b4e",
                    1714777860L,
                    0x1d00ffffL,
                    393743547L),
            Difficulty.BIP94),
    SIGNET(0x0a03cf40L, 38333, Genesis.of(1598918400L, 0x1e0377aeL, 52613770L), Difficulty.RETARGETS),
    REGTEST(0xfabfb5daL, 18444, Genesis.of(1296688602L, 0x207fffffL, 2L), Difficulty.CONSTANT);

    /** How the target of a block follows from the blocks before it. */
    enum Difficulty {
        RETARGETS,
        /** Retargets, and a block 20 minutes late may have the easiest target. */
        TESTNET,
        /** As testnet, and the retarget starts from the first block of the period. */
        BIP94,
        CONSTANT
    }

    private final long magic;
    private final int defaultPort;

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings and numbers
    private final BlockHeader genesis;

    private final Difficulty difficulty;

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings
    private final ChainId chainId;

    BitcoinNetwork(long magic, int defaultPort, BlockHeader genesis, Difficulty difficulty) {
        this.magic = magic;
        this.defaultPort = defaultPort;
        this.genesis = genesis;
        this.difficulty = difficulty;
        this.chainId = new ChainId("bip122", genesis.hash().substring(0, 32));
    }

    /** The four bytes that begin every message, most significant first. */
    public long magic() {
        return magic;
    }

    public int defaultPort() {
        return defaultPort;
    }

    public BlockHeader genesis() {
        return genesis;
    }

    Difficulty difficulty() {
        return difficulty;
    }

    /** CAIP-2. */
    public ChainId chainId() {
        return chainId;
    }

    /** The network's coin, CAIP-19. */
    public AssetId coin() {
        return new AssetId(chainId, "slip44", "0");
    }

    /** The easiest target a block may have. */
    Target limit() {
        return this == REGTEST || this == SIGNET ? genesis.target() : Target.ofBits(0x1d00ffffL);
    }

    /** As configured: {@code mainnet}, {@code testnet3}, … in any case. */
    public static Optional<BitcoinNetwork> named(String name) {
        return Arrays.stream(values())
                .filter(n -> n.name().equals(name.trim().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    public static Optional<BitcoinNetwork> of(ChainId chain) {
        return Arrays.stream(values()).filter(n -> n.chainId.equals(chain)).findFirst();
    }

    /** For messages: the names that {@link #named} takes. */
    public static String names() {
        return Arrays.stream(values()).map(n -> n.toString()).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Satoshi's coinbase begins all networks but testnet4. */
    private static final class Genesis {
        private static final String MERKLE_ROOT = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";

        static BlockHeader of(long timeSeconds, long bits, long nonce) {
            return BlockHeader.of(1, "0".repeat(64), MERKLE_ROOT, timeSeconds, bits, nonce);
        }
    }
}
