package org.plainsight.liabilities.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** "Check my balance": the page brings the verifier; the customer's file and words never leave the browser. */
@Path("/check")
@Produces("text/html;charset=UTF-8")
@Blocking
class CheckPage {

    private final OfflineChecker offline;

    CheckPage(OfflineChecker offline) {
        this.offline = offline;
    }

    /**
     * @param sha256 of the offline checker, hex
     * @param logIndex of the statement that names it
     */
    record View(String sha256, OptionalLong logIndex) {}

    @CheckedTemplate(basePath = "liabilities")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance check(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        return Pages.check(new View(offline.sha256(), offline.logEntry()));
    }
}
