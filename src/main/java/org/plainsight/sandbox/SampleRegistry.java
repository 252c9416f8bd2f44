package org.plainsight.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.sandbox.node.BitcoinNode;
import org.plainsight.sandbox.node.EvmNode;

/** Writes what the sample exchange says of its addresses, as an {@code address-registry} folder with fresh signatures. */
final class SampleRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration VALID = Duration.ofDays(90);
    private static final int CONFIRMATIONS = 6;

    private final String domain;
    private final Instant now;
    private final List<String> addresses = new ArrayList<>();

    /** @param domain of the portal, as challenges name it */
    SampleRegistry(String domain, Instant now) {
        this.domain = domain;
        this.now = now;
    }

    /** A block of the address's chain that a challenge can name. */
    private record Anchor(ChainId chain, long height, String hash) {}

    void write(Path folder, BitcoinNode bitcoin, List<EvmNode> evmNodes) throws IOException {
        declareBitcoin(bitcoin);
        for (EvmNode node : evmNodes) {
            declareEvm(node);
        }
        disclaim(evmNodes.getFirst());
        Files.createDirectories(folder.resolve("addresses"));
        Files.write(folder.resolve("addresses").resolve("wallets.jsonl"), addresses);
        Files.writeString(
                folder.resolve("entities.jsonl"),
                JSON.createObjectNode()
                                .put("name", SampleExchange.ENTITY)
                                .put("note", "the sample exchange of the demo; no such company exists")
                        + "\n");
        Files.write(folder.resolve("assets.jsonl"), assets());
        Files.writeString(
                folder.resolve("claimed.jsonl"),
                JSON.createObjectNode()
                                .put("asset", SampleExchange.EURO.toString())
                                .put("amount", SampleExchange.EURO_AT_BANK_CENTS.toString())
                                .put("by", "Statement of Demo Bank, account 4711")
                                .put("as_of", now.minus(Duration.ofDays(1)).toString())
                        + "\n");
    }

    private void declareBitcoin(BitcoinNode node) {
        int height = node.height() - CONFIRMATIONS;
        Anchor anchor = new Anchor(SampleExchange.BITCOIN, height, node.blockHash(height));
        own(anchor, "btc-hot-1", SampleWallets.HOT, "hot");
        own(anchor, "btc-withdrawal-1", SampleWallets.WITHDRAWAL, "withdrawal");
        own(anchor, "btc-cold-1", SampleWallets.COLD, "cold");
        own(anchor, "btc-cold-2", SampleWallets.VAULT, "cold");
        ObjectNode retired = row("btc-retired-1", account(anchor, SampleWallets.RETIRED), "formerly_owned");
        retired.put("reason", "Retired and emptied when the new hot wallet was set up; do not send coins there.");
        addresses.add(retired.toString());
    }

    private void own(Anchor anchor, String id, BitcoinWallet wallet, String role) {
        AccountId account = account(anchor, wallet);
        ObjectNode row = row(id, account, "owned").put("role", role).put("purpose", "client");
        prove(row, wallet.proofMethod(), challenge(anchor, account), text -> List.of(wallet.prove(text)));
        addresses.add(row.toString());
    }

    private void declareEvm(EvmNode node) {
        long height = node.height() - 2;
        Anchor anchor = new Anchor(
                SampleExchange.chain(node), height, node.blockHash(height).substring(2));
        String prefix = "evm-" + node.chainId() + "-";
        own(anchor, prefix + "hot-1", SampleWallets.EVM_HOT, "owned", "hot");
        own(anchor, prefix + "withdrawal-1", SampleWallets.EVM_WITHDRAWAL, "owned", "withdrawal");
        List<SandboxKey> deposits = SampleWallets.EVM_DEPOSITS;
        own(anchor, prefix + "deposit-1", deposits.get(0), "customer_deposit", "deposit");
        own(anchor, prefix + "deposit-2", deposits.get(1), "customer_deposit", "deposit");
        AccountId unsigned = new AccountId(anchor.chain(), deposits.get(2).evmAddress());
        addresses.add(row(prefix + "deposit-3", unsigned, "customer_deposit")
                .put("role", "deposit")
                .put("purpose", "client")
                .toString());
        AccountId multisig = new AccountId(anchor.chain(), SampleContracts.MULTISIG.address());
        ObjectNode cold =
                row(prefix + "cold-1", multisig, "owned").put("role", "cold").put("purpose", "client");
        prove(
                cold,
                new OwnershipProof.MultisigContractOwners("", List.of()).method(),
                challenge(anchor, multisig),
                text -> SampleContracts.OWNERS.subList(0, 2).stream()
                        .map(owner -> owner.eip191(text))
                        .toList());
        addresses.add(cold.toString());
    }

    private void own(Anchor anchor, String id, SandboxKey key, String claim, String role) {
        AccountId account = new AccountId(anchor.chain(), key.evmAddress());
        ObjectNode row = row(id, account, claim).put("role", role).put("purpose", "client");
        prove(row, "eip191", challenge(anchor, account), text -> List.of(key.eip191(text)));
        addresses.add(row.toString());
    }

    private void disclaim(EvmNode node) {
        AccountId account = new AccountId(SampleExchange.chain(node), SampleWallets.MISLABELLED.evmAddress());
        ObjectNode row = row("not-ours-1", account, "not_owned");
        row.put("reason", "Belongs to a market maker that trades on several exchanges; the explorer's label is wrong.");
        row.putArray("disputes")
                .addObject()
                .put("publisher", "Demo Explorer")
                .put("label", SampleExchange.ENTITY + ": Hot Wallet 7")
                .put("url", "https://explorer.example/address/" + account.address())
                .put("observed_at", now.minus(Duration.ofDays(12)).toString())
                .put("state", "asked");
        addresses.add(row.toString());
    }

    private static AccountId account(Anchor anchor, BitcoinWallet wallet) {
        return new AccountId(anchor.chain(), wallet.address().toString());
    }

    private static ObjectNode row(String id, AccountId account, String claim) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("address", account.toString())
                .put("claim", claim)
                .put("entity", SampleExchange.ENTITY);
    }

    private String challenge(Anchor anchor, AccountId account) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        String snapshot = day.toString().substring(0, 7);
        LocalDate expires = day.plusDays(VALID.toDays());
        return new Challenge(domain, SampleExchange.ENTITY, account, snapshot, anchor.height(), anchor.hash(), expires)
                .text();
    }

    private static void prove(ObjectNode row, String method, String text, Function<String, List<String>> signer) {
        ObjectNode evidence =
                row.putArray("evidence").addObject().put("method", method).put("message", text);
        ArrayNode signatures = evidence.putArray("signatures");
        signer.apply(text).forEach(signatures::add);
    }

    private static List<String> assets() {
        List<String> lines = new ArrayList<>();
        lines.add(asset(SampleExchange.BTC, "BTC", "Bitcoin (regtest)", 8, List.of(SampleExchange.BTC)));
        lines.add(asset(
                SampleExchange.onEvm(0, "slip44:60"),
                "ETH",
                "Ether (local)",
                18,
                List.of(SampleExchange.onEvm(0, "slip44:60"), SampleExchange.onEvm(1, "slip44:60"))));
        for (SampleContracts token : SampleContracts.TOKENS) {
            String reference = "erc20:" + token.address();
            lines.add(asset(
                    SampleExchange.onEvm(0, reference),
                    token.symbol(),
                    token.title(),
                    token.decimals(),
                    List.of(SampleExchange.onEvm(0, reference), SampleExchange.onEvm(1, reference))));
        }
        lines.add(asset(SampleExchange.EURO, "EUR", "Euro", 2, List.of()));
        return lines;
    }

    private static String asset(AssetId id, String symbol, String name, int decimals, List<AssetId> counted) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", id.toString())
                .put("symbol", symbol)
                .put("name", name)
                .put("decimals", decimals);
        ArrayNode representations = line.putArray("representations");
        counted.forEach(asset ->
                representations.addObject().put("asset", asset.toString()).put("decimals", decimals));
        return line.toString();
    }
}
