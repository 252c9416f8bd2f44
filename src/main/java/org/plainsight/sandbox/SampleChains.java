package org.plainsight.sandbox;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bitcoinj.base.Coin;
import org.plainsight.sandbox.node.BitcoinNode;
import org.plainsight.sandbox.node.EvmNode;
import org.web3j.crypto.Credentials;

/** The first blocks of the sandbox's chains: coins are made, contracts deployed, the exchange's wallets filled. */
final class SampleChains {
    /** Coins of the world's share are ripe when this many blocks are on top. */
    private static final int BLOCKS_BEFORE_FUNDING = BitcoinNode.SEGWIT_HEIGHT + 18;

    private static final int BLOCKS_PER_STEP = 30;
    private static final Duration STEP = Duration.ofHours(4);
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);

    private final Path contracts;
    private final Instant now;

    /** @param contracts folder of the compiled contracts */
    SampleChains(Path contracts, Instant now) {
        this.contracts = contracts;
        this.now = now;
    }

    /** From wherever a run before has stopped; nothing when all is done. */
    void found(BitcoinNode node) {
        String world = SampleWallets.WORLD.address().toString();
        for (int height = node.height(); height < BLOCKS_BEFORE_FUNDING; height = node.height()) {
            int stepsToGo = (BLOCKS_BEFORE_FUNDING - height - 1) / BLOCKS_PER_STEP + 1;
            node.setTime(now.minus(STEP.multipliedBy(stepsToGo)));
            node.mine(Math.min(BLOCKS_PER_STEP, BLOCKS_BEFORE_FUNDING - height), world);
        }
        node.setTime(now);
        BitcoinPayments payments = new BitcoinPayments(node);
        if (payments.balanceSat(SampleWallets.VAULT.address()) > 0) {
            return; // funded last, so all is done
        }
        fund(node, payments, SampleWallets.RETIRED, 3);
        fund(node, payments, SampleWallets.HOT, 120);
        fund(node, payments, SampleWallets.HOT, 35);
        fund(node, payments, SampleWallets.WITHDRAWAL, 40);
        fund(node, payments, SampleWallets.COLD, 600);
        fund(node, payments, SampleWallets.COLD, 400);
        long retiredSat = payments.balanceSat(SampleWallets.RETIRED.address());
        payments.pay(SampleWallets.RETIRED, SampleWallets.HOT.address(), retiredSat - 10_000);
        fund(node, payments, SampleWallets.VAULT, 250);
        node.mine(8, SampleWallets.MINER.address().toString());
    }

    /** From wherever a run before has stopped; nothing when all is done. */
    void found(EvmNode node) {
        if (node.height() == 0) {
            EvmBlock block = new EvmBlock(node);
            SampleContracts.deploy(block, contracts);
            block.mine(now.minus(STEP));
        }
        if (node.height() == 1) {
            EvmBlock block = new EvmBlock(node);
            fundAccount(block, SampleWallets.EVM_HOT.evmAddress(), 1_200, 4_000_000);
            fundAccount(block, SampleWallets.EVM_WITHDRAWAL.evmAddress(), 300, 900_000);
            fundAccount(block, SampleContracts.MULTISIG.address(), 0, 20_000_000);
            for (SandboxKey deposit : SampleWallets.EVM_DEPOSITS) {
                fundAccount(block, deposit.evmAddress(), 5, 20_000);
            }
            fundAccount(block, SampleWallets.MISLABELLED.evmAddress(), 800, 3_000_000);
            block.mine(now.minus(STEP.dividedBy(2)));
        }
        if (node.height() == 2) {
            EvmBlock block = new EvmBlock(node);
            Credentials deployer = SampleContracts.DEPLOYER;
            for (SandboxKey owner : SampleContracts.OWNERS) {
                block.pay(deployer, owner.evmAddress(), ETHER);
            }
            block.payEther(deployer, SampleContracts.MULTISIG.address(), ETHER.multiply(BigInteger.valueOf(9_000)));
            block.payToken(
                    deployer,
                    SampleContracts.LOOKALIKE.address(),
                    SampleWallets.EVM_HOT.evmAddress(),
                    SampleContracts.LOOKALIKE.units(50_000_000));
            block.mine(now.minus(STEP.dividedBy(4)));
        }
        while (node.height() < 6) {
            new EvmBlock(node).mine(now);
        }
    }

    private static void fund(BitcoinNode node, BitcoinPayments payments, BitcoinWallet wallet, int coins) {
        if (!payments.pay(SampleWallets.WORLD, wallet.address(), Coin.valueOf(coins, 0).value)) {
            throw new IllegalStateException("the sandbox has mined too little to fund " + wallet.address());
        }
        node.mine(1, SampleWallets.MINER.address().toString());
    }

    private static void fundAccount(EvmBlock block, String account, long ether, long coins) {
        if (ether > 0) {
            block.pay(SampleContracts.DEPLOYER, account, ETHER.multiply(BigInteger.valueOf(ether)));
        }
        for (SampleContracts token : SampleContracts.TOKENS) {
            block.payToken(SampleContracts.DEPLOYER, token.address(), account, token.units(coins));
        }
    }
}
