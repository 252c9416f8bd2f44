package org.plainsight.foreignlist.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.foreignlist.ForeignListReader;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.foreignlist.MalformedForeignListException;

/** Where staff bring in lists: a form for people, a body for programs. */
@Path("/staff/lists")
@RolesAllowed("staff")
public class StaffLists {

    private final ListImport imports;

    public StaffLists(ListImport imports) {
        this.imports = imports;
    }

    @CheckedTemplate(basePath = "foreignlist")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance upload(int bytesMax);
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance form() {
        return Pages.upload(ForeignListReader.BYTES_MAX);
    }

    /** From the form; answers with the list's page. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(@RestForm("file") @Nullable FileUpload file, @RestForm @Nullable String publisher) {
        if (file == null || file.fileName() == null || file.fileName().isEmpty()) {
            throw new MalformedForeignListException("no file was sent; choose a CSV file");
        }
        if (file.size() > ForeignListReader.BYTES_MAX) {
            throw new MalformedForeignListException(
                    "the file is longer than " + ForeignListReader.BYTES_MAX + " bytes; choose the list itself");
        }
        try {
            ForeignLists.Addition added =
                    imports.add(file.fileName(), Files.readAllBytes(file.uploadedFile()), named(publisher));
            return Response.seeOther(URI.create("/lists/" + added.list().id())).build();
        } catch (IOException e) {
            throw new UncheckedIOException("an upload could not be read back", e);
        }
    }

    /** The file as the body; its name and publisher as parameters. */
    @POST
    @Consumes({"text/csv", MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response add(
            byte[] file,
            @QueryParam("name") @Nullable String name,
            @QueryParam("publisher") @Nullable String publisher) {
        ForeignLists.Addition added = imports.add(name == null ? "list.csv" : name, file, named(publisher));
        URI place = URI.create("/lists/" + added.list().id());
        return Response.status(added.isNew() ? 201 : 200)
                .location(place)
                .entity(CanonicalJson.text(Json.object()
                        .put("id", added.list().id())
                        .put("publisher", added.list().publisher())
                        .put("rows", added.list().rows())
                        .put("new", new Json.Bool(added.isNew()))
                        .build()))
                .build();
    }

    private static Optional<String> named(@Nullable String publisher) {
        return Optional.ofNullable(publisher).filter(p -> !p.isBlank());
    }
}
