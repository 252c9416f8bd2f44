package org.plainsight.feed.web;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.export.LabelExport;

/** The release in other people's forms, with a manifest, receipts and proofs of absence. */
@Path("/feed/v1")
@Tag(name = "Address feed")
public class ExportResource {

    private final FeedExports exports;
    private final FeedReleases releases;
    private final FeedAnswers answers;

    ExportResource(FeedExports exports, FeedReleases releases, FeedAnswers answers) {
        this.exports = exports;
        this.releases = releases;
        this.answers = answers;
    }

    @GET
    @Path("exports")
    @Operation(summary = "Every export of the release with size and digest")
    public Response manifest(
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        return answers.send(exports.manifest(), encodings, Optional.ofNullable(validator));
    }

    @GET
    @Path("exports/{name}")
    @Operation(
            summary = "The addresses that are ours in another list's form",
            description = "What is not, or no longer, ours is left out and stands in exports/disclaimed.json")
    public Response export(
            @RestPath String name,
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        return answers.send(exports.export(named(name)), encodings, Optional.ofNullable(validator));
    }

    @GET
    @Path("receipts/{name}")
    @Operation(summary = "Size and digest of a file of the feed, and the signed checkpoint it follows from")
    public Response receipt(
            @RestPath String name,
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        Optional<FeedBody> file = name.startsWith("addresses.")
                ? FeedFormat.byExtension(name.substring("addresses.".length())).flatMap(releases::addresses)
                : exports.export(named(name));
        return answers.send(
                file.flatMap(body -> exports.receipt(name, body)), encodings, Optional.ofNullable(validator));
    }

    @GET
    @Path("presence")
    @Operation(
            summary = "Whether the release says anything of an address, with a proof",
            description = "Absence is shown by the two neighbours in the sorted list of the release's addresses")
    public Response presence(
            @QueryParam("address") @Nullable String address,
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        if (address == null) {
            throw new BadRequestException("address: missing; write ?address= and the whole address in CAIP-10.");
        }
        AccountId account = AccountId.parse(address);
        return answers.send(exports.presence(account), encodings, Optional.ofNullable(validator));
    }

    @GET
    @Path("atom.xml")
    @Operation(summary = "The newest claims as Atom, with tombstones for what they replace")
    public Response atom(
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        return answers.send(exports.atom(), encodings, Optional.ofNullable(validator));
    }

    private static LabelExport named(String name) {
        return LabelExport.byName(name)
                .orElseThrow(() -> new NotFoundException(
                        "There is no export '" + name + "'; /feed/v1/exports lists those there are."));
    }
}
