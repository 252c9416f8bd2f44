package org.plainsight.liabilities.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where a customer makes a phrase and its digest, for the exchange to collect before the cut-off. */
@Path("/enrol")
@Produces("text/html;charset=UTF-8")
class EnrolPage {

    @CheckedTemplate(basePath = "liabilities")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance enrol();
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        return Pages.enrol();
    }
}
