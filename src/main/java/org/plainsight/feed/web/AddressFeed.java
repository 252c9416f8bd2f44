package org.plainsight.feed.web;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.feed.AtomFeed;
import org.plainsight.feed.FeedChanges;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.export.LabelExport;

/** What explorers and wallets pull. Equal for every client; the cursor is the log index and never expires. */
@Path("/feed/v1")
@Tag(name = "Address feed", description = "Claims about addresses, as the newest checkpoint of the log has them")
@NonBlocking
public class AddressFeed {

    private static final String PROOF = ".tlog-proof";

    private final FeedReleases releases;
    private final FeedAnswers answers;
    private final FeedReceipts receipts;

    AddressFeed(FeedReleases releases, FeedAnswers answers, FeedReceipts receipts) {
        this.releases = releases;
        this.answers = answers;
        this.receipts = receipts;
    }

    @GET
    @Path("addresses")
    @Operation(summary = "All standing claims", description = "Format by ?format= or Accept; JSON where neither says")
    @APIResponse(responseCode = "200", description = "The whole feed; count and log size are in the body or headers")
    @APIResponse(responseCode = "304", description = "Nothing changed since the validator in If-None-Match")
    public Uni<Response> addresses(
            @Parameter(description = "json, ndjson or csv") @QueryParam("format") @Nullable String format,
            @Context HttpHeaders request) {
        FeedFormat chosen = chosen(format, request);
        return answers.serve(Release.name(chosen), request, release -> release.addresses(chosen));
    }

    @GET
    @Path("addresses.{extension}")
    @Operation(summary = "All standing claims in the format of the extension")
    public Uni<Response> addressesAs(
            @RestPath String extension,
            @Parameter(description = "what stood when the log had so many entries") @QueryParam("as-of") @Nullable
                    String asOf,
            @Parameter(description = "a chain and a height of it, like eip155:1@21000000") @QueryParam("at") @Nullable
                    String at,
            @Context HttpHeaders request) {
        FeedFormat format = FeedFormat.byExtension(extension)
                .orElseThrow(() -> new NotFoundException(
                        "There is no feed in the format '" + extension + "'; take json, ndjson or csv."));
        if (asOf == null && at == null) {
            return answers.serve(Release.name(format), request, release -> release.addresses(format));
        }
        Optional<Long> size = Optional.ofNullable(asOf).map(text -> number("as-of", text, 0, Long.MAX_VALUE - 1));
        Optional<AtHeight> height = Optional.ofNullable(at).map(AtHeight::parse);
        return answers.serve(
                "addresses." + extension + "?as-of=" + size + "&at=" + height,
                request,
                release -> releases.asOf(release, format, size, height));
    }

    @GET
    @Path("changes")
    @Operation(
            summary = "Claims after a log index, oldest first",
            description = "'after' is exclusive; go on with 'next' of the answer until 'more' is false. NDJSON and CSV"
                    + " carry them as Plainsight-Next and Plainsight-More")
    public Uni<Response> changes(
            @Parameter(description = "log index, -1 for the beginning") @QueryParam("after") @DefaultValue("-1")
                    String after,
            @Parameter(description = "1 to 10000") @QueryParam("limit") @DefaultValue("1000") String limit,
            @Parameter(description = "json, ndjson or csv; else by Accept") @QueryParam("format") @Nullable
                    String format,
            @Context HttpHeaders request) {
        long cursor = number("after", after, -1, Long.MAX_VALUE - 1);
        int most = (int) number("limit", limit, 1, FeedChanges.LIMIT_MAX);
        FeedFormat chosen = chosen(format, request);
        return answers.serve(
                changesName(chosen, cursor, most), request, release -> releases.changes(release, chosen, cursor, most));
    }

    static String changesName(FeedFormat format, long after, int limit) {
        return "changes." + format.extension() + "?after=" + after + "&limit=" + limit;
    }

    @GET
    @Path("datapackage.json")
    @Operation(summary = "The feed's files with size, hash, schema and licence (Frictionless Data Package)")
    public Uni<Response> dataPackage(@Context HttpHeaders request) {
        return answers.serve("datapackage.json", request, receipts::dataPackage);
    }

    @GET
    @Path("exports")
    @Operation(summary = "Every export of the release with size and digest")
    public Uni<Response> manifest(@Context HttpHeaders request) {
        return answers.serve("exports", request, Release::manifest);
    }

    @GET
    @Path("exports/{name}")
    @Operation(
            summary = "The addresses that are ours in another list's form",
            description = "What is not, or no longer, ours is left out and stands in exports/disclaimed.json")
    public Uni<Response> export(@RestPath String name, @Context HttpHeaders request) {
        LabelExport export = LabelExport.byName(name).orElseThrow(() -> unknown(name));
        return answers.serve(Release.name(export), request, release -> release.export(export));
    }

    @GET
    @Path("receipts/{name}")
    @Operation(
            summary = "Size and digest of a file of the feed, and the signed checkpoint it follows from",
            description =
                    "With .tlog-proof behind the name: that the newest statement the file is made of is in the log")
    public Uni<Response> receipt(@RestPath String name, @Context HttpHeaders request) {
        if (name.endsWith(PROOF)) {
            String file = name.substring(0, name.length() - PROOF.length());
            return answers.serve(
                    "receipts/" + name,
                    request,
                    release -> receipts.proof(release, release.file(file).orElseThrow(() -> unknown(file))));
        }
        return answers.serve(
                "receipts/" + name,
                request,
                release -> receipts.receipt(release, name, release.file(name).orElseThrow(() -> unknown(name))));
    }

    @GET
    @Path("presence")
    @Operation(
            summary = "Whether the release says anything of an address, with a proof",
            description = "Absence is shown by the two neighbours in the sorted list of the release's addresses")
    public Uni<Response> presence(@QueryParam("address") @Nullable String address, @Context HttpHeaders request) {
        if (address == null) {
            throw new BadRequestException("address: missing; write ?address= and the whole address in CAIP-10.");
        }
        AccountId account = AccountId.parse(address);
        return answers.serve(
                "presence?address=" + account,
                request,
                release -> release.json(1, release.sorted().answer(account)));
    }

    @GET
    @Path("atom.xml")
    @Operation(summary = "The newest claims as Atom, with tombstones for what they replace")
    public Uni<Response> atom(@Context HttpHeaders request) {
        return answers.serve("atom.xml", request, release -> {
            List<FeedEntry> newest = releases.newest(release, AtomFeed.CLAIMS);
            return release.text(
                    newest.size(), "application/atom+xml", AtomFeed.xml(releases.base(), release.head(), newest));
        });
    }

    @OPTIONS
    @Path("{any:.*}")
    @Operation(hidden = true)
    public Response preflight() {
        return answers.preflight();
    }

    private static FeedFormat chosen(@Nullable String format, HttpHeaders request) {
        return format == null
                ? FeedAnswers.byAccept(
                        Optional.ofNullable(request.getHeaderString("Accept")).orElse(""))
                : FeedFormat.byExtension(format)
                        .orElseThrow(() -> new BadRequestException(
                                "format: '" + format + "' is none of json, ndjson, csv; take one of them."));
    }

    private static NotFoundException unknown(String name) {
        return new NotFoundException("There is no file '" + name + "'; /feed/v1/exports lists those there are.");
    }

    private static long number(String name, String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadRequestException(name + ": '" + text + "' is no whole number from " + min + " to " + max + ".");
    }
}
