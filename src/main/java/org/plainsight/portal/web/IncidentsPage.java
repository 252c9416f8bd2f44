package org.plainsight.portal.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.ChainStatus;

/** What went wrong, from the log, and what is going wrong now. */
@Path("/incidents")
@Produces("text/html;charset=UTF-8")
@Blocking
public class IncidentsPage {

    private final PublicStatements statements;
    private final ChainReaders chains;

    IncidentsPage(PublicStatements statements, ChainReaders chains) {
        this.statements = statements;
        this.chains = chains;
    }

    public record View(List<PublicStatements.Incident> incidents, List<ChainStatus> now) {}

    @CheckedTemplate(basePath = "portal")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance incidents(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance incidents() {
        return Pages.incidents(new View(
                statements.incidents(),
                chains.all().stream()
                        .map(ChainReader::status)
                        .filter(ChainStatus::isStale)
                        .toList()));
    }
}
