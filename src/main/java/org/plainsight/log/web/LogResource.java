package org.plainsight.log.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.log.LogSigner;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;
import org.plainsight.log.witness.Witnesses;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.TilePath;

/** Nothing beyond the published checkpoint is served. */
@Path("/log")
class LogResource {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SECONDS = "public, max-age=5";
    private static final String A_DAY = "public, max-age=86400";
    private static final String A_YEAR = "public, max-age=31536000, immutable";

    private final TransparencyLog log;
    private final PublishedTiles tiles;
    private final LogSigner signer;
    private final Witnesses witnesses;

    LogResource(TransparencyLog log, PublishedTiles tiles, LogSigner signer, Witnesses witnesses) {
        this.log = log;
        this.tiles = tiles;
        this.signer = signer;
        this.witnesses = witnesses;
    }

    @GET
    @Path("checkpoint")
    @Operation(summary = "The newest signed checkpoint (C2SP tlog-checkpoint)")
    public Response checkpoint() {
        SignedCheckpoint head = log.checkpoint()
                .orElseThrow(() -> new NotFoundException("No checkpoint is signed yet; ask again in a few seconds"));
        return answer(head.note(), TEXT, SECONDS);
    }

    @GET
    @Path("verifier-key")
    @Operation(summary = "The key that signs checkpoints (C2SP signed-note)")
    public Response verifierKey() {
        return answer(signer.verifierKey() + "\n", TEXT, SECONDS);
    }

    /** Which witnesses a reader should demand, and how many of them: c2sp.org/tlog-policy. */
    @GET
    @Path("witness-policy")
    @Operation(summary = "Which witnesses a reader should demand (C2SP tlog-policy)")
    public Response witnessPolicy(UriInfo uri) {
        String here = uri.getBaseUri().resolve("/log").toString();
        return answer(
                witnesses
                        .policy()
                        .forLog(signer.verifierKey(), Optional.of(here))
                        .toString(),
                TEXT,
                SECONDS);
    }

    /** The hashes that show that the tree of the first size begins that of the second, one base64 line each. */
    @GET
    @Path("consistency/{from: [0-9]{1,18}}/{to: [0-9]{1,18}}")
    @Operation(summary = "The proof that the first size begins the second, one base64 hash per line")
    public Response consistency(@PathParam("from") long from, @PathParam("to") long to) {
        long published = log.checkpoint().map(SignedCheckpoint::size).orElse(0L);
        if (from < 1 || from > to || to > published) {
            throw new NotFoundException("No such proof: name sizes from 1 to " + published + ", the smaller one first");
        }
        String lines = log.consistency(from, to).stream()
                .map(hash -> hash.base64() + "\n")
                .collect(Collectors.joining());
        return answer(lines, TEXT, A_DAY);
    }

    @GET
    @Path("tile/{path: .+}")
    @Operation(summary = "A tile of hashes or a bundle of entries (C2SP tlog-tiles); full ones never change")
    public Response tile(@PathParam("path") String path) {
        TilePath tile;
        try {
            tile = TilePath.parse("tile/" + path);
        } catch (MalformedNoteException e) {
            throw new NotFoundException("No such tile: " + e.getMessage(), e);
        }
        byte[] bytes = tiles.read(tile)
                .orElseThrow(() -> new NotFoundException("The published tree has no " + tile
                        + "; take the size from /log/checkpoint and ask for the tiles of that size"));
        return answer(bytes, MediaType.APPLICATION_OCTET_STREAM, tile.isFull() ? A_YEAR : A_DAY);
    }

    @GET
    @Path("entries/{index: [0-9]{1,18}}")
    @Operation(summary = "One entry: the canonical JSON that was signed; never changes")
    public Response entry(@PathParam("index") long index) {
        checkPublished(index);
        byte[] entry = log.entry(index).orElseThrow(() -> new IllegalStateException("no published entry " + index));
        return answer(entry, MediaType.APPLICATION_JSON, A_YEAR);
    }

    @GET
    @Path("entries/{index: [0-9]{1,18}}/receipt")
    @Operation(summary = "An inclusion proof with its checkpoint (C2SP tlog-proof)")
    public Response receipt(@PathParam("index") long index) {
        String receipt = log.receipt(index).orElseThrow(() -> notPublished(index));
        return Response.ok(receipt, TEXT)
                .header(HttpHeaders.CACHE_CONTROL, SECONDS)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"entry-" + index + ".tlog-proof\"")
                .build();
    }

    private void checkPublished(long index) {
        if (log.checkpoint().filter(head -> index < head.size()).isEmpty()) {
            throw notPublished(index);
        }
    }

    private NotFoundException notPublished(long index) {
        return new NotFoundException(
                index < log.size()
                        ? "No checkpoint covers entry " + index + " yet; ask again in a few seconds"
                        : "The log has no entry " + index + "; it has " + log.size());
    }

    private static Response answer(Object body, String type, String caching) {
        return Response.ok(body, type)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }
}
