package org.plainsight.sandbox;

import java.util.List;
import java.util.stream.Stream;

/** Who holds what in the sandbox. Every key follows from its name. */
final class SampleWallets {
    static final BitcoinWallet.Segwit HOT = new BitcoinWallet.Segwit(new SandboxKey("bitcoin hot"));
    static final BitcoinWallet.Legacy WITHDRAWAL = new BitcoinWallet.Legacy(new SandboxKey("bitcoin withdrawal"));
    static final BitcoinWallet.Multisig COLD =
            new BitcoinWallet.Multisig(Stream.of("bitcoin cold 1", "bitcoin cold 2", "bitcoin cold 3")
                    .map(SandboxKey::new)
                    .toList());
    static final BitcoinWallet.Taproot VAULT = new BitcoinWallet.Taproot(new SandboxKey("bitcoin vault"));
    /** Given up before the demo begins. */
    static final BitcoinWallet.Legacy RETIRED = new BitcoinWallet.Legacy(new SandboxKey("bitcoin retired"));

    /** Everybody who is not the exchange: customers' own wallets, and where new coins come from. */
    static final BitcoinWallet.Segwit WORLD = new BitcoinWallet.Segwit(new SandboxKey("bitcoin world"));

    static final BitcoinWallet.Segwit MINER = new BitcoinWallet.Segwit(new SandboxKey("bitcoin miner"));

    static final SandboxKey EVM_HOT = new SandboxKey("evm hot");
    static final SandboxKey EVM_WITHDRAWAL = new SandboxKey("evm withdrawal");
    static final List<SandboxKey> EVM_DEPOSITS =
            List.of(new SandboxKey("evm deposit 1"), new SandboxKey("evm deposit 2"), new SandboxKey("evm deposit 3"));

    /** A market maker's wallet that an explorer labels as the exchange's. */
    static final SandboxKey MISLABELLED = new SandboxKey("somebody else");

    private SampleWallets() {}

    static SandboxKey customer(int number) {
        return new SandboxKey("customer " + number);
    }
}
