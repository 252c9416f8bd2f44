package org.plainsight.liabilities;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;

/**
 * What is in scope and how it is counted; a snapshot's header commits the digest of this document.
 *
 * @param kinds the name of every kind a balances file may use; below 128 what is owed, from 128 what customers owe
 * @param text rounding, treatment of debt, house accounts, staked and earn balances, by topic
 */
public record LiabilitiesPolicy(Map<Integer, String> kinds, Map<String, String> text) {

    /** From here on a kind is what customers owe: shown gross, never set against a liability. */
    public static final int FIRST_DEBT_KIND = 128;

    public LiabilitiesPolicy {
        kinds = Map.copyOf(kinds);
        text = Map.copyOf(text);
        kinds.keySet().forEach(kind -> {
            if (kind < 0 || kind > 255) {
                throw new IllegalArgumentException("a kind is a number from 0 to 255, not " + kind);
            }
        });
    }

    /** The policy where the operator states none of its own. */
    public static LiabilitiesPolicy standard() {
        return new LiabilitiesPolicy(
                Map.of(
                        0, "owed to customers",
                        1, "spot",
                        2, "margin equity",
                        3, "staked",
                        4, "earn",
                        5, "collateral",
                        128, "margin debt",
                        129, "loans to customers"),
                Map.of(
                        "scope", "Every balance of every account in the balances file of the named cut-off.",
                        "rounding",
                                "A ledger finer than the asset's decimals is rounded up for each account, and only"
                                        + " where the control record says so.",
                        "debt", "What customers owe stands in trees of its own, gross; it never lowers a liability.",
                        "house_accounts", "Accounts of the operator itself are not part of the file.",
                        "staked_and_earn", "Staked and lent balances are owed like any other.",
                        "netting", "No balance is below zero; nothing is netted across accounts or assets."));
    }

    public Optional<String> kind(int kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    /** The document whose SHA-256 the header commits: canonical JSON. */
    public byte[] document() {
        Json.Builder words = Json.object();
        text.forEach(words::put);
        List<Map.Entry<Integer, String>> table = List.copyOf(new TreeMap<>(kinds).entrySet());
        return CanonicalJson.write(Json.object()
                .put("v", 1)
                .put(
                        "kinds",
                        Json.array(
                                table,
                                e -> Json.object()
                                        .put("kind", e.getKey())
                                        .put("name", e.getValue())
                                        .put("owed", new Json.Bool(e.getKey() < FIRST_DEBT_KIND))
                                        .build()))
                .put("text", words.build())
                .build());
    }
}
