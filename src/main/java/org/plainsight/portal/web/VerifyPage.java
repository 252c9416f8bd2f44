package org.plainsight.portal.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.LogSigner;

/** How a stranger checks all of it without trusting this portal. */
@Path("/verify")
@Produces("text/html;charset=UTF-8")
@Blocking
public class VerifyPage {

    private final Snapshots snapshots;
    private final LogSigner signer;

    VerifyPage(Snapshots snapshots, LogSigner signer) {
        this.snapshots = snapshots;
        this.signer = signer;
    }

    /** @param base of this portal, without a slash at the end */
    public record View(String base, String verifierKey, Optional<Snapshot> latest) {}

    @CheckedTemplate(basePath = "portal")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance verify(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance verify(UriInfo uri) {
        String base = uri.getBaseUri().toString();
        return Pages.verify(new View(
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
                signer.verifierKey().toString(),
                snapshots.latestPublished()));
    }
}
