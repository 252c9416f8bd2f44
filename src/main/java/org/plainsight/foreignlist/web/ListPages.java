package org.plainsight.foreignlist.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.plainsight.foreignlist.FindingsFile;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ListDifference;
import org.plainsight.foreignlist.ListedBefore;
import org.plainsight.foreignlist.RowFilter;
import org.plainsight.foreignlist.RowOutcome;

/** The lists other exchanges publish, as readers see them. */
@Path("/lists")
public class ListPages {

    private static final int SEARCH_MAX = 200;
    private static final int PAGE_MAX = 1_000_000;
    private static final String HTML = "text/html;charset=UTF-8";

    private final ForeignLists lists;

    public ListPages(ForeignLists lists) {
        this.lists = lists;
    }

    @CheckedTemplate(basePath = "foreignlist")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance lists(List<PublisherView> publishers);

        static native TemplateInstance list(ListView view);

        static native TemplateInstance listed(ListedView view);
    }

    /** The lists of one publisher, newest first. */
    record PublisherView(String name, List<ForeignList> lists) {}

    /** One list's page. */
    record ListView(
            ForeignList list,
            Optional<ForeignLists.Stated> stated,
            List<FindingView> findings,
            Optional<ListDifference> difference,
            RowFilterView filter,
            RowsView rows) {}

    @GET
    @Produces(HTML)
    @Operation(hidden = true)
    public TemplateInstance all() {
        List<PublisherView> publishers = new ArrayList<>();
        for (ForeignList list : lists.lists()) {
            if (publishers.isEmpty() || !publishers.getLast().name().equals(list.publisher())) {
                publishers.add(new PublisherView(list.publisher(), new ArrayList<>()));
            }
            publishers.getLast().lists().add(list);
        }
        return Pages.lists(publishers);
    }

    /** @param publishers everybody who ever listed the address */
    record ListedView(String address, List<String> publishers, List<ListedRowView> rows) {}

    record ListedRowView(ForeignList list, RowsView.RowView row) {}

    @GET
    @Path("addresses/{address}")
    @Produces(HTML)
    @Operation(hidden = true)
    public TemplateInstance address(@PathParam("address") String address) {
        List<ListedBefore> history = history(address);
        return Pages.listed(new ListedView(
                history.getFirst().row().checked().row().address(),
                history.stream()
                        .map(h -> h.list().publisher())
                        .distinct()
                        .sorted()
                        .toList(),
                history.stream()
                        .map(h -> new ListedRowView(h.list(), RowsView.row(h.row())))
                        .toList()));
    }

    @GET
    @Path("addresses/{address}.json")
    @Produces("application/json")
    @Operation(summary = "What foreign lists said of an address over the months")
    public String addressJson(@PathParam("address") String address) {
        return AddressHistoryJson.of(address, history(address));
    }

    private List<ListedBefore> history(String address) {
        List<ListedBefore> history =
                address.length() > SEARCH_MAX || address.contains("\0") ? List.of() : lists.history(address);
        if (history.isEmpty()) {
            throw new NotFoundException("No list names this address; check that it is whole.");
        }
        return history;
    }

    @GET
    @Path("{id:[0-9]{1,18}}")
    @Produces(HTML)
    @Operation(hidden = true)
    public TemplateInstance one(
            @PathParam("id") long id,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("q") @Nullable String text,
            @QueryParam("page") @Nullable String page) {
        ForeignList list = find(id);
        RowFilter filter = filter(outcome, text);
        return Pages.list(new ListView(
                list,
                lists.stated(id),
                lists.findings(id).stream().map(FindingView::of).toList(),
                lists.differenceToMonthBefore(id),
                new RowFilterView(filter),
                RowsView.of(lists.rows(id, filter, pageNumber(page)))));
    }

    @GET
    @Path("{id:[0-9]{1,18}}.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "Findings of a foreign list as CSV")
    public Response csv(@PathParam("id") long id) {
        find(id);
        return Response.ok(FindingsFile.csv(lists.findings(id)))
                .header("Content-Disposition", "attachment; filename=\"list-" + id + "-findings.csv\"")
                .build();
    }

    @GET
    @Path("{id:[0-9]{1,18}}.json")
    @Produces("application/json")
    @Operation(summary = "A foreign list with its findings as JSON")
    public byte[] json(@PathParam("id") long id) {
        return FindingsFile.json(find(id), lists.findings(id));
    }

    private ForeignList find(long id) {
        return lists.list(id).orElseThrow(() -> new NotFoundException("There is no list " + id + "; see /lists."));
    }

    /** What is not understood is left out, so that no link of a reader breaks. */
    private static RowFilter filter(@Nullable String outcome, @Nullable String text) {
        Optional<RowOutcome> chosen = List.of(RowOutcome.values()).stream()
                .filter(o -> o.name().equals(outcome))
                .findFirst();
        String search = text == null ? "" : text.replace("\0", "").strip();
        return new RowFilter(chosen, search.substring(0, Math.min(search.length(), SEARCH_MAX)));
    }

    /** Shown from 1; anything else is the first page. */
    private static int pageNumber(@Nullable String page) {
        boolean number = page != null && page.matches("[1-9][0-9]{0,6}");
        return number ? Math.min(Integer.parseInt(page), PAGE_MAX) - 1 : 0;
    }
}
