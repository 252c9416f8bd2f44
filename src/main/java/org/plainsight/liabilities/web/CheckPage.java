package org.plainsight.liabilities.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** "Check my balance": the page brings the verifier; the customer's file and words never leave the browser. */
@Path("/check")
class CheckPage {

    @CheckedTemplate(basePath = "liabilities")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance check();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page() {
        return Pages.check();
    }
}
