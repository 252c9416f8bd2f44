package org.plainsight.registry.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
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
        JSON
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
        return "Address,Name Tag,Correction,Reason,Evidence\r\n"
                + items.stream()
                        .map(item -> List.of(
                                        item.claim().account().toString(),
                                        item.dispute().label(),
                                        "remove",
                                        item.claim().attribution().reason(),
                                        evidence(item))
                                .stream()
                                .map(CorrectionRequest::cell)
                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\r\n"))
                + "\r\n";
    }

    /** Labels are others' words: none may run as a formula. */
    private static String cell(String text) {
        String safe =
                text.matches("(?s)[\\s\\p{Z}]*[=+\\-@＝＋－＠'].*") || text.matches("(?s)\\p{Cntrl}.*") ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
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
