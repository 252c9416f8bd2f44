package org.plainsight.registry.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.CsvCell;
import org.plainsight.disclosure.Json;
import org.plainsight.registry.AddressClaim;

/** What one publisher is asked to correct, in a form it can take: for a pull request, a form or a mail. */
public final class CorrectionRequest {

    /** The forms. */
    public enum Form {
        /** Plain text for a mail, a form or the words of a pull request. */
        TEXT,
        /** The tags to take out of a TagPack: address, network and label of each, as the pack has them. */
        TAGPACK,
        /** {@code Address,Name Tag,Correction,Reason,Evidence}. */
        CSV,
        JSON,
        /** The rows to take out, of any chain, with the statement against each. */
        OLI,
        /** The rows to take out of Ethereum's list. */
        ETHERSCAN,
        /** The addresses to take out, by chain. */
        DEFILLAMA,
        /** A file's worth on each line: the addresses to take out of the file of that label. */
        TON_LABELS
    }

    private record Item(AddressClaim claim, Attribution.Dispute dispute) {}

    private final String publisher;
    private final String base;
    private final List<Item> items = new ArrayList<>();

    /**
     * @param base the portal's address without a slash at the end
     * @param standing every claim that nothing supersedes; what is corrected already is left out
     */
    public CorrectionRequest(String publisher, String base, Collection<AddressClaim> standing) {
        this.publisher = publisher;
        this.base = base;
        for (AddressClaim claim : standing) {
            claim.attribution().disputes().stream()
                    .filter(d -> d.publisher().equalsIgnoreCase(publisher))
                    .filter(d -> d.state() != Attribution.DisputeState.CORRECTED)
                    .forEach(d -> items.add(new Item(claim, d)));
        }
    }

    public int count() {
        return items.size();
    }

    public String write(Form form) {
        return switch (form) {
            case TEXT -> text();
            case TAGPACK -> tagPack();
            case CSV -> csv();
            case JSON -> json();
            case OLI -> oli();
            case ETHERSCAN -> etherscan();
            case DEFILLAMA -> defiLlama();
            case TON_LABELS -> tonLabels();
        };
    }

    private String evidence(Item item) {
        return base + "/log/entries/" + item.claim().logIndex();
    }

    private String text() {
        return "To " + publisher + ": please correct " + items.size() + " label(s).\n\n"
                + items.stream()
                        .map(item -> item.claim().account() + "\n  your label: "
                                + item.dispute().label() + "\n  where: "
                                + item.dispute().url() + "\n  why it is wrong: "
                                + item.claim().attribution().reason() + "\n  signed statement: " + evidence(item)
                                + "\n")
                        .collect(Collectors.joining("\n"));
    }

    private String tagPack() {
        return "# tags to take out; each with the signed statement that disclaims it\ntags:\n"
                + items.stream()
                        .map(item -> "- address: "
                                + quoted(item.claim().account().address()) + "\n  network: "
                                + quoted(item.claim().account().chain().toString()) + "\n  label: "
                                + quoted(item.dispute().label()) + "\n  source: " + quoted(evidence(item)) + "\n")
                        .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return CanonicalJson.text(new Json.Str(text));
    }

    private String csv() {
        return rows(
                "Address,Name Tag,Correction,Reason,Evidence",
                item -> true,
                item -> List.of(
                        item.claim().account().toString(),
                        item.dispute().label(),
                        "remove",
                        item.claim().attribution().reason(),
                        evidence(item)));
    }

    private String oli() {
        return rows(
                "address,chain_id,tag_id,value,correction,evidence",
                item -> true,
                item -> List.of(
                        item.claim().account().address(),
                        item.claim().account().chain().toString(),
                        "owner_project",
                        item.dispute().label(),
                        "remove",
                        evidence(item)));
    }

    private String etherscan() {
        return rows(
                "Address,Name Tag,Correction,Evidence",
                item -> item.claim().account().chain().toString().equals("eip155:1"),
                item -> List.of(item.claim().account().address(), item.dispute().label(), "remove", evidence(item)));
    }

    private String rows(String header, Predicate<Item> isMeant, Function<Item, List<String>> cells) {
        return header + "\r\n"
                + items.stream()
                        .filter(isMeant)
                        .map(item ->
                                cells.apply(item).stream().map(CsvCell::quoted).collect(Collectors.joining(","))
                                        + "\r\n")
                        .collect(Collectors.joining());
    }

    private String defiLlama() {
        SortedMap<String, List<Item>> chains = new TreeMap<>();
        items.forEach(item -> chains.computeIfAbsent(
                        ListedAccount.name(item.claim().account().chain()), name -> new ArrayList<>())
                .add(item));
        Json.Builder json = Json.object();
        chains.forEach((name, some) -> json.put(
                name,
                Json.array(some, item -> new Json.Str(item.claim().account().address()))));
        return CanonicalJson.text(json.build()) + "\n";
    }

    private String tonLabels() {
        SortedMap<String, List<Item>> labels = new TreeMap<>();
        items.stream()
                .filter(item -> item.claim().account().chain().toString().equals(ListedAccount.TON))
                .forEach(item -> labels.computeIfAbsent(item.dispute().label(), label -> new ArrayList<>())
                        .add(item));
        return labels.entrySet().stream()
                .map(label -> CanonicalJson.text(Json.object()
                                .put(
                                        "metadata",
                                        Json.object()
                                                .put("label", label.getKey())
                                                .build())
                                .put(
                                        "addresses",
                                        Json.array(
                                                label.getValue(),
                                                item -> Json.object()
                                                        .put(
                                                                "address",
                                                                item.claim()
                                                                        .account()
                                                                        .address())
                                                        .put("source", evidence(item))
                                                        .build()))
                                .build())
                        + "\n")
                .collect(Collectors.joining());
    }

    private String json() {
        return CanonicalJson.text(Json.object()
                        .put("publisher", publisher)
                        .put("count", items.size())
                        .put(
                                "corrections",
                                Json.array(
                                        items,
                                        item -> Json.object()
                                                .put(
                                                        "address",
                                                        item.claim().account().toString())
                                                .put("label", item.dispute().label())
                                                .put("url", item.dispute().url())
                                                .put(
                                                        "state",
                                                        item.dispute().state().word())
                                                .put(
                                                        "reason",
                                                        item.claim()
                                                                .attribution()
                                                                .reason())
                                                .put("evidence", evidence(item))
                                                .build()))
                        .build())
                + "\n";
    }
}
