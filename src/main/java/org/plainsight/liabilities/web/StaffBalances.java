package org.plainsight.liabilities.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.Defect;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;

/**
 * Where staff bring in a balances file with its control record. Both are on disk before anything looks at them; then
 * they go the way of the command line: checked, built and staged whole, or refused with every defect named.
 */
@Path("/staff/balances")
@RolesAllowed("staff")
@Blocking
public class StaffBalances {

    private final LiabilitiesImport liabilities;
    private final long bytesMax;

    /** A build takes memory; a second one at the same time would take it twice. */
    private final Semaphore oneAtATime = new Semaphore(1);

    StaffBalances(
            LiabilitiesImport liabilities, @ConfigProperty(name = "plainsight.staff.max-upload") MemorySize maxUpload) {
        this.liabilities = liabilities;
        this.bytesMax = maxUpload.asLongValue();
    }

    @CheckedTemplate(basePath = "liabilities")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance upload(long bytesMax, List<Defect> defects, boolean more);
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance form() {
        return Pages.upload(bytesMax, List.of(), false);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(
            @RestForm("balances") @Nullable FileUpload balances,
            @RestForm("control") @Nullable FileUpload control,
            @RestForm @Nullable String entity,
            @Context HttpHeaders headers) {
        if (!oneAtATime.tryAcquire()) {
            throw new ClientErrorException(
                    "Another balances file is being checked right now. Send this one again when it is done.",
                    Response.Status.CONFLICT);
        }
        try {
            LiabilitiesImport.Input input = new LiabilitiesImport.Input(
                    present(balances, "balances file"), present(control, "control record"), named(entity));
            LiabilitiesImport.Staged staged = liabilities.stage(input, Progress.SILENT);
            return Response.seeOther(
                            URI.create("/staff?staged=" + staged.snapshot().id() + "&again=" + staged.already()))
                    .build();
        } catch (MalformedBalancesException e) {
            if (headers.getAcceptableMediaTypes().stream().noneMatch(MediaType.TEXT_HTML_TYPE::equals)) {
                throw e;
            }
            boolean more = e.defects().size() >= MalformedBalancesException.MAX_DEFECTS;
            return Response.status(Response.Status.BAD_REQUEST)
                    .type("text/html;charset=UTF-8")
                    .entity(Pages.upload(bytesMax, e.defects(), more).render())
                    .build();
        } finally {
            oneAtATime.release();
        }
    }

    private static java.nio.file.Path present(@Nullable FileUpload file, String what) {
        if (file == null || file.size() == 0) {
            throw new MalformedBalancesException(
                    List.of(new Defect(what, "no file was sent", "choose it in the form; it must not be empty")));
        }
        return file.uploadedFile();
    }

    private static Optional<String> named(@Nullable String entity) {
        return Optional.ofNullable(entity).map(String::strip).filter(e -> !e.isEmpty());
    }
}
