package org.plainsight.portal.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.log.LogSigner;
import org.plainsight.log.witness.Witnesses;

/** Where a reader checks a receipt in the browser. */
@Path("/receipt")
@Produces("text/html;charset=UTF-8")
@Blocking
public class ReceiptPage {

    private final LogSigner signer;
    private final Witnesses witnesses;

    ReceiptPage(LogSigner signer, Witnesses witnesses) {
        this.signer = signer;
        this.witnesses = witnesses;
    }

    @CheckedTemplate(basePath = "portal")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance receipt(String verifierKey, String policy);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance receipt() {
        String policy = witnesses.policy().witnesses().isEmpty()
                ? ""
                : witnesses
                        .policy()
                        .forLog(signer.verifierKey(), Optional.empty())
                        .toString();
        return Pages.receipt(signer.verifierKey().toString(), policy);
    }
}
