package org.plainsight.registry.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressPage;
import org.plainsight.registry.AddressQuery;

/** What others call ours and is not, and what was ours and is no longer. */
@Path("/corrections")
@Produces("text/html;charset=UTF-8")
@Blocking
public class CorrectionsPage {

    private final AddressBook book;

    CorrectionsPage(AddressBook book) {
        this.book = book;
    }

    public record View(
            List<AddressClaim> disclaimed, long disclaimedTotal, List<AddressClaim> former, long formerTotal) {}

    @CheckedTemplate(basePath = "registry")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance corrections(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance corrections() {
        AddressPage disclaimed = newest(Claim.NOT_OWNED);
        AddressPage former = newest(Claim.FORMERLY_OWNED);
        return Pages.corrections(new View(disclaimed.claims(), disclaimed.total(), former.claims(), former.total()));
    }

    private AddressPage newest(Claim claim) {
        return book.search(new AddressQuery(
                Optional.empty(),
                Optional.of(claim),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AddressQuery.Sort.NEWEST,
                0,
                200));
    }
}
