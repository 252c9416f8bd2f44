package org.plainsight.feed.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressPage;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.web.AddressFilter;

/** What the list of addresses shows under a filter, all pages of it, as a file to keep. */
@Path("/feed/v1/matching.{extension: [a-z]{3,6}}")
@Tag(name = "Address feed")
@Blocking
public class MatchingClaims {

    private static final int MOST = 10_000;

    private final FeedReleases releases;
    private final AddressBook book;

    MatchingClaims(FeedReleases releases, AddressBook book) {
        this.releases = releases;
        this.book = book;
    }

    @GET
    @Operation(
            summary = "The standing claims that fit a filter, in its order",
            description = "The filters of the page /addresses. At most 10000 claims; the receipt of each is at"
                    + " /log/entries/<index>/receipt")
    public Response matching(@RestPath String extension, @BeanParam AddressFilter filter) {
        FeedFormat format = FeedFormat.byExtension(extension)
                .orElseThrow(() -> new NotFoundException(
                        "There is no feed in the format '" + extension + "'; take json, ndjson or csv."));
        FeedHead head = releases.release()
                .map(Release::head)
                .orElseThrow(() -> new ServiceUnavailableException(
                        "The log has no signed checkpoint yet; ask again in a few seconds."));
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        try {
            format.write(head, entries(filter, head), out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses no bytes", e);
        }
        return Response.ok(out.toByteArray(), format.mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"claims-" + head.logSize() + "." + extension + "\"")
                .header("Plainsight-Log-Size", head.logSize())
                .header("Cache-Control", "no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private List<FeedEntry> entries(AddressFilter filter, FeedHead head) {
        List<FeedEntry> entries = new ArrayList<>();
        long total = 1;
        for (int offset = 0; offset < total; offset += AddressQuery.LIMIT_MAX) {
            AddressPage page = book.search(filter.query(offset, AddressQuery.LIMIT_MAX));
            total = page.total();
            if (total > MOST) {
                throw new BadRequestException(total + " claims fit this filter, more than " + MOST
                        + "; narrow it, or take the whole feed at /feed/v1/addresses.csv.");
            }
            page.claims().stream()
                    .filter(claim -> claim.logIndex() < head.logSize())
                    .map(FeedEntry::of)
                    .forEach(entries::add);
        }
        return entries;
    }
}
