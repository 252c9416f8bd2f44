package org.plainsight.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.evidence.BlockRef;

/** A Bitcoin network and an EVM chain that are followed, and a second EVM chain whose node is silent. */
final class SampleChains {

    static final BlockRef BITCOIN_TIP = block(MemoryAssets.BITCOIN, 925_014, 420);
    static final BlockRef EVM_TIP = block("eip155:31337", 48_211, 12);
    static final BlockRef SILENT_TIP = block("eip155:31338", 12_004, 5_400);

    private SampleChains() {}

    static List<MemoryChain> all() {
        return List.of(bitcoin(), evm(), silent());
    }

    static BlockRef block(String chain, long height, long secondsAgo) {
        String hash = "%016x".formatted(height * 0x9e3779b97f4a7c15L).repeat(4);
        return new BlockRef(ChainId.parse(chain), height, hash, SampleExchange.NOW.minusSeconds(secondsAgo));
    }

    private static MemoryChain bitcoin() {
        List<Holding> holdings = List.of(
                new Holding(SampleClaims.BTC_COLD, MemoryAssets.BTC, Amount.of(512_300_000_000L), BITCOIN_TIP),
                new Holding(SampleClaims.BTC_HOT, MemoryAssets.BTC, Amount.of(8_845_002_113L), BITCOIN_TIP));
        return new MemoryChain(status(BITCOIN_TIP, Optional.empty()), holdings, moves());
    }

    private static MemoryChain evm() {
        List<Holding> holdings = new ArrayList<>();
        holdings.add(
                new Holding(SampleClaims.EVM_HOT, MemoryAssets.ETH, Amount.parse("41235000000000000000000"), EVM_TIP));
        holdings.add(new Holding(SampleClaims.EVM_HOT, MemoryAssets.USDC, Amount.of(73_500_000_000_000L), EVM_TIP));
        SampleClaims.deposits()
                .forEach(a -> holdings.add(new Holding(a, MemoryAssets.ETH, Amount.of(1_500_000_000_000L), EVM_TIP)));
        return new MemoryChain(status(EVM_TIP, Optional.empty()), holdings, List.of());
    }

    private static MemoryChain silent() {
        return new MemoryChain(
                status(
                        SILENT_TIP,
                        Optional.of("The node has not answered for 90 minutes; the figures are those of the last"
                                + " block that was read.")),
                List.of(new Holding(
                        SampleClaims.EVM_TREASURY, MemoryAssets.USDC_OTHER, Amount.of(9_000_000_000L), SILENT_TIP)),
                List.of());
    }

    private static ChainStatus status(BlockRef tip, Optional<String> problem) {
        return new ChainStatus(
                tip.chain(),
                Optional.of(tip),
                Optional.of(block(tip.chain().toString(), tip.height() - 6, 4_000)),
                Optional.of(tip.time().plusSeconds(3)),
                problem,
                false);
    }

    /** Forty movements, so that they fill more than one page; one of them unattributed, one a fee. */
    private static List<Movement> moves() {
        return IntStream.range(0, 40).mapToObj(SampleChains::move).toList();
    }

    private static Movement move(int i) {
        boolean in = i % 3 != 0;
        Movement.Kind kind = i == 4 ? Movement.Kind.UNATTRIBUTED : i == 6 ? Movement.Kind.FEE : Movement.Kind.TRANSFER;
        return new Movement(
                SampleClaims.BTC_HOT,
                MemoryAssets.BTC,
                block(MemoryAssets.BITCOIN, 925_010 - i, 1_000 + 600L * i),
                kind == Movement.Kind.UNATTRIBUTED
                        ? Optional.empty()
                        : Optional.of("%064x".formatted(7_919L * (i + 1))),
                in ? Movement.Direction.IN : Movement.Direction.OUT,
                Amount.of(1_000_000L + i * 37_001L),
                kind == Movement.Kind.TRANSFER
                        ? Optional.of(AccountId.parse(MemoryAssets.BITCOIN + ":bcrt1qstranger" + i))
                        : Optional.empty(),
                kind);
    }
}
