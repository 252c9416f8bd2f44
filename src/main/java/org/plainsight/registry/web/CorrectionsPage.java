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
import org.plainsight.registry.corrections.Contradiction;
import org.plainsight.registry.corrections.job.Contradictions;
import org.plainsight.registry.corrections.web.DisputedClaims;

/** What others call ours and is not, and what was ours and is no longer. */
@Path("/corrections")
@Produces("text/html;charset=UTF-8")
@Blocking
public class CorrectionsPage {

    private final AddressBook book;
    private final DisputedClaims disputed;
    private final Contradictions contradictions;

    CorrectionsPage(AddressBook book, DisputedClaims disputed, Contradictions contradictions) {
        this.book = book;
        this.disputed = disputed;
        this.contradictions = contradictions;
    }

    public record View(
            List<AddressClaim> disclaimed,
            long disclaimedTotal,
            List<AddressClaim> former,
            long formerTotal,
            List<DisputedClaims.Publisher> publishers,
            List<Contradiction> contradictions) {}

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
        return Pages.corrections(new View(
                disclaimed.claims(),
                disclaimed.total(),
                former.claims(),
                former.total(),
                disputed.publishers(),
                contradictions.all()));
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
