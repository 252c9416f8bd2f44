package org.plainsight.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.TransactionSignature;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;

/** One address of the sandbox and the keys behind it. */
sealed interface BitcoinWallet {
    BitcoinNetwork NETWORK = BitcoinNetwork.REGTEST;

    Address address();

    /** Signs an input that spends a coin of this wallet. */
    void sign(Transaction transaction, int input, Coin value);

    /** The method's word in the registry. */
    String proofMethod();

    String prove(String challenge);

    default Script script() {
        return ScriptBuilder.createOutputScript(address());
    }

    /** Pay to the hash of a key, as wallets of the first decade do. */
    record Legacy(SandboxKey key) implements BitcoinWallet {
        @Override
        public Address address() {
            return key.bitcoin().toAddress(ScriptType.P2PKH, NETWORK);
        }

        @Override
        public void sign(Transaction transaction, int input, Coin value) {
            ECKey secret = key.bitcoin();
            TransactionSignature signature =
                    transaction.calculateSignature(input, secret, script(), Transaction.SigHash.ALL, false);
            transaction.replaceInput(
                    input,
                    transaction.getInput(input).withScriptSig(ScriptBuilder.createInputScript(signature, secret)));
        }

        @Override
        public String proofMethod() {
            return "bip137";
        }

        @Override
        public String prove(String challenge) {
            return key.bitcoin().signMessage(challenge, ScriptType.P2PKH);
        }
    }

    /** Pay to the witness hash of a key. */
    record Segwit(SandboxKey key) implements BitcoinWallet {
        @Override
        public Address address() {
            return key.bitcoin().toAddress(ScriptType.P2WPKH, NETWORK);
        }

        @Override
        public void sign(Transaction transaction, int input, Coin value) {
            attach(transaction, input, witness(transaction, input, value));
        }

        private TransactionWitness witness(Transaction transaction, int input, Coin value) {
            ECKey secret = key.bitcoin();
            Script code = ScriptBuilder.createP2PKHOutputScript(secret);
            return TransactionWitness.redeemP2WPKH(
                    transaction.calculateWitnessSignature(input, secret, code, value, Transaction.SigHash.ALL, false),
                    secret);
        }

        @Override
        public String proofMethod() {
            return "bip322";
        }

        @Override
        public String prove(String challenge) {
            Transaction toSign = VirtualTransactions.toSign(challenge, script());
            return VirtualTransactions.simple(witness(toSign, 0, Coin.ZERO));
        }
    }

    /** Two of three keys. */
    record Multisig(List<SandboxKey> keys) implements BitcoinWallet {
        private static final int NEEDED = 2;

        public Multisig {
            keys = List.copyOf(keys);
        }

        private Script witnessScript() {
            return ScriptBuilder.createMultiSigOutputScript(
                    NEEDED, keys.stream().map(SandboxKey::bitcoin).toList());
        }

        @Override
        public Address address() {
            return SegwitAddress.fromProgram(
                    NETWORK, 0, Sha256Hash.hash(witnessScript().program()));
        }

        @Override
        public void sign(Transaction transaction, int input, Coin value) {
            attach(transaction, input, witness(transaction, input, value));
        }

        private TransactionWitness witness(Transaction transaction, int input, Coin value) {
            Script code = witnessScript();
            List<byte[]> stack = new ArrayList<>();
            stack.add(new byte[0]);
            for (SandboxKey key : keys.subList(0, NEEDED)) {
                stack.add(transaction
                        .calculateWitnessSignature(input, key.bitcoin(), code, value, Transaction.SigHash.ALL, false)
                        .encodeToBitcoin());
            }
            stack.add(code.program());
            return TransactionWitness.of(stack);
        }

        @Override
        public String proofMethod() {
            return "bip322";
        }

        @Override
        public String prove(String challenge) {
            Transaction toSign = VirtualTransactions.toSign(challenge, script());
            return VirtualTransactions.simple(witness(toSign, 0, Coin.ZERO));
        }
    }

    /** One key, taproot's key path. The local node knows no taproot rules, so these coins only ever arrive. */
    record Taproot(SandboxKey key) implements BitcoinWallet {
        @Override
        public Address address() {
            return SegwitAddress.fromProgram(NETWORK, 1, TaprootKey.of(key).outputKey());
        }

        @Override
        public void sign(Transaction transaction, int input, Coin value) {
            throw new UnsupportedOperationException("the sandbox never spends taproot coins");
        }

        @Override
        public String proofMethod() {
            return "bip322";
        }

        @Override
        public String prove(String challenge) {
            byte[] hash = VirtualTransactions.taprootHash(challenge, script());
            return VirtualTransactions.simple(
                    TransactionWitness.of(List.of(TaprootKey.of(key).sign(hash))));
        }
    }

    private static void attach(Transaction transaction, int input, TransactionWitness witness) {
        TransactionInput signed = transaction.getInput(input).withWitness(witness);
        transaction.replaceInput(input, signed);
    }
}
