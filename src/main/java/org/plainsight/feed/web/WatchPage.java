package org.plainsight.feed.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A watch list that stays in the reader's browser: the portal never learns whose it is. */
@Path("/watch")
@Produces("text/html;charset=UTF-8")
@NonBlocking
public class WatchPage {

    @CheckedTemplate(basePath = "feed")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance watch();
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance watch() {
        return Pages.watch();
    }
}
