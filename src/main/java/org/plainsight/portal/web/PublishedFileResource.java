package org.plainsight.portal.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.disclosure.PublishedFiles;

/** The files that statements of the log name, each under its own digest. */
@Path("/files")
@Tag(name = "Log")
@Blocking
public class PublishedFileResource {

    private static final Map<String, String> TYPES = Map.of(
            "jsonl", "application/jsonl",
            "json", "application/json",
            "csv", "text/csv;charset=UTF-8",
            "txt", "text/plain;charset=UTF-8",
            "html", "text/html;charset=UTF-8");

    private final PublishedFiles files;

    PublishedFileResource(PublishedFiles files) {
        this.files = files;
    }

    /** Saved, never shown: some come from strangers, and a page among them brings scripts of its own. */
    @GET
    @Path("{sha256: [0-9a-f]{64}}.{extension: [a-z]{3,5}}")
    @Operation(summary = "A file that a statement of the log names by its SHA-256; never changes")
    public Response file(@RestPath String sha256, @RestPath String extension) {
        String type = Optional.ofNullable(TYPES.get(extension)).orElseThrow(PublishedFileResource::none);
        return Response.ok(files.open(sha256).orElseThrow(PublishedFileResource::none), type)
                .header("Content-Disposition", "attachment; filename=\"" + sha256 + "." + extension + "\"")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private static NotFoundException none() {
        return new NotFoundException("There is no such file; the statements at /log name those that there are.");
    }
}
