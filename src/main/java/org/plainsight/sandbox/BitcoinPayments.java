package org.plainsight.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.plainsight.sandbox.node.BitcoinNode;

/** Payments on the local Bitcoin chain; which coins there are is asked of the node each time. */
final class BitcoinPayments {
    private static final int COINBASE_MATURITY = 100;
    private static final long FEE_BASE_SAT = 1_000;
    private static final long FEE_PER_INPUT_SAT = 500;
    private static final long DUST_SAT = 1_000;

    private final BitcoinNode node;

    BitcoinPayments(BitcoinNode node) {
        this.node = node;
    }

    private record Coins(Sha256Hash transaction, long index, long valueSat) {}

    /** Confirmed and spendable, in satoshi. */
    long balanceSat(Address address) {
        return spendable(address).stream().mapToLong(Coins::valueSat).sum();
    }

    /** Pays into the next block, change back to the wallet. @return whether the wallet had enough */
    boolean pay(BitcoinWallet from, Address to, long amountSat) {
        List<Coins> chosen = new ArrayList<>();
        long sum = 0;
        long fee = FEE_BASE_SAT;
        for (Coins coin : spendable(from.address())) {
            if (sum >= amountSat + fee) {
                break;
            }
            chosen.add(coin);
            sum += coin.valueSat();
            fee += FEE_PER_INPUT_SAT;
        }
        if (sum < amountSat + fee) {
            return false;
        }
        Transaction transaction = new Transaction();
        for (Coins coin : chosen) {
            transaction.addInput(new TransactionInput(
                    transaction, new byte[0], new TransactionOutPoint(coin.index(), coin.transaction())));
        }
        transaction.addOutput(Coin.valueOf(amountSat), to);
        long changeSat = sum - amountSat - fee;
        if (changeSat > DUST_SAT) {
            transaction.addOutput(Coin.valueOf(changeSat), from.script());
        }
        for (int i = 0; i < chosen.size(); i++) {
            from.sign(transaction, i, Coin.valueOf(chosen.get(i).valueSat()));
        }
        node.rpc("sendrawtransaction", HexFormat.of().formatHex(transaction.serialize()));
        return true;
    }

    /** Largest first. */
    private List<Coins> spendable(Address address) {
        int height = node.height();
        List<Coins> coins = new ArrayList<>();
        for (JsonNode coin : node.coins(address.toString())) {
            int since = coin.path("height").asInt();
            boolean ripe = !coin.path("coinbase").asBoolean() || since <= height - COINBASE_MATURITY;
            if (since >= 0 && ripe) {
                coins.add(new Coins(
                        Sha256Hash.wrap(coin.path("hash").asText()),
                        coin.path("index").asLong(),
                        coin.path("value").asLong()));
            }
        }
        coins.sort(Comparator.comparingLong(Coins::valueSat).reversed());
        return coins;
    }
}
