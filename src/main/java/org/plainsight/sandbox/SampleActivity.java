package org.plainsight.sandbox;

import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.ScriptType;
import org.plainsight.sandbox.node.BitcoinNode;
import org.plainsight.sandbox.node.EvmNode;

/** What goes on at the exchange: deposits, withdrawals and internal moves, a little more coming in than going out. */
final class SampleActivity {
    private static final int CUSTOMERS = 20;
    private static final long BITCOIN_STEP_SAT = 1_000_000;
    private static final BigInteger ETHER_STEP_WEI = BigInteger.TEN.pow(16);

    private final BitcoinNode bitcoin;
    private final BitcoinPayments payments;
    private final List<EvmNode> evmNodes;
    private final Clock clock;
    private final Random random;

    SampleActivity(BitcoinNode bitcoin, List<EvmNode> evmNodes, Clock clock) {
        this.bitcoin = bitcoin;
        this.payments = new BitcoinPayments(bitcoin);
        this.evmNodes = List.copyOf(evmNodes);
        this.clock = clock;
        this.random = new Random(clock.millis());
    }

    /** One more Bitcoin block with what happened since the last one. */
    void bitcoinBlock() {
        int height = bitcoin.height();
        payments.pay(SampleWallets.WORLD, SampleWallets.HOT.address(), satoshi(80));
        if (height % 2 == 0) {
            payments.pay(SampleWallets.WITHDRAWAL, customer(), satoshi(30));
        }
        if (height % 3 == 0) {
            payments.pay(SampleWallets.HOT, customer(), satoshi(40));
        } else if (height % 7 == 0) {
            payments.pay(SampleWallets.HOT, SampleWallets.COLD.address(), satoshi(100));
        } else if (height % 5 == 0) {
            payments.pay(SampleWallets.HOT, SampleWallets.WITHDRAWAL.address(), satoshi(60));
        }
        if (height % 11 == 0) {
            payments.pay(SampleWallets.COLD, SampleWallets.HOT.address(), satoshi(100));
        }
        bitcoin.mine(1, SampleWallets.MINER.address().toString());
    }

    /** One more block on each EVM chain. */
    void evmBlocks() {
        for (EvmNode node : evmNodes) {
            long height = node.height();
            EvmBlock block = new EvmBlock(node);
            SandboxKey deposit = SampleWallets.EVM_DEPOSITS.get(random.nextInt(SampleWallets.EVM_DEPOSITS.size()));
            SampleContracts token = SampleContracts.TOKENS.get(random.nextInt(SampleContracts.TOKENS.size()));
            block.pay(SampleContracts.DEPLOYER, deposit.evmAddress(), ether(80));
            block.payToken(SampleContracts.DEPLOYER, token.address(), deposit.evmAddress(), token.units(coins(900)));
            if (height % 2 == 0) {
                String customer =
                        SampleWallets.customer(random.nextInt(CUSTOMERS)).evmAddress();
                block.pay(SampleWallets.EVM_HOT.evm(), customer, ether(40));
                block.payToken(SampleWallets.EVM_WITHDRAWAL.evm(), token.address(), customer, token.units(coins(300)));
            }
            if (height % 4 == 0) {
                block.payToken(
                        deposit.evm(), token.address(), SampleWallets.EVM_HOT.evmAddress(), token.units(coins(500)));
            }
            if (height % 9 == 0) {
                outOfTheColdWallet(block, token, height);
            }
            block.mine(clock.instant());
        }
    }

    /** Two of the three owners confirm; the second confirmation pays. */
    private void outOfTheColdWallet(EvmBlock block, SampleContracts token, long nonce) {
        String call = EvmBlock.transfer(SampleWallets.EVM_HOT.evmAddress(), token.units(coins(1_000)));
        for (SandboxKey owner : SampleContracts.OWNERS.subList(0, 2)) {
            block.confirm(
                    owner.evm(), SampleContracts.MULTISIG.address(), token.address(), BigInteger.ZERO, call, nonce);
        }
    }

    private Address customer() {
        return SampleWallets.customer(random.nextInt(CUSTOMERS))
                .bitcoin()
                .toAddress(ScriptType.P2WPKH, BitcoinWallet.NETWORK);
    }

    private long satoshi(int stepsMax) {
        return BITCOIN_STEP_SAT * (1 + random.nextInt(stepsMax)) + random.nextInt((int) BITCOIN_STEP_SAT);
    }

    private BigInteger ether(int stepsMax) {
        return ETHER_STEP_WEI.multiply(BigInteger.valueOf(1L + random.nextInt(stepsMax)));
    }

    private long coins(int max) {
        return 1L + random.nextInt(max);
    }
}
