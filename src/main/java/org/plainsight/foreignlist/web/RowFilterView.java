package org.plainsight.foreignlist.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.plainsight.foreignlist.RowFilter;
import org.plainsight.foreignlist.RowOutcome;

/** The filter form, filled in as it was sent. */
record RowFilterView(RowFilter filter) {

    /** One choice of the form. */
    record Choice(String value, String title, boolean selected) {}

    public List<Choice> outcomes() {
        return List.of(RowOutcome.values()).stream()
                .map(o -> new Choice(
                        o.name(), o.title(), filter.outcome().filter(o::equals).isPresent()))
                .toList();
    }

    public String text() {
        return filter.text();
    }

    public boolean isEmpty() {
        return filter.equals(RowFilter.ALL);
    }

    /** The same filter as a link's query, before {@code page=}. */
    public String query() {
        return "outcome=" + filter.outcome().map(RowOutcome::name).orElse("") + "&q="
                + URLEncoder.encode(filter.text(), StandardCharsets.UTF_8) + "&";
    }
}
