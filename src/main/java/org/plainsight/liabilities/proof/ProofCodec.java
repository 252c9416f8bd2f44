package org.plainsight.liabilities.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.liabilities.BalanceStatement;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.MalformedHashException;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumPath;

/** A proof file as JSON: written canonically, read strictly, unknown members and names that stand twice refused. */
public final class ProofCodec {

    public static final String FORMAT = "plainsight-proof-v1";

    private static final Pattern AMOUNT = Pattern.compile("0|[1-9][0-9]{0,38}");
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{85}[AQgw]==");

    private ProofCodec() {}

    public static byte[] write(ProofFile proof) {
        SnapshotHeader header = proof.header();
        return CanonicalJson.write(Json.object()
                .put("format", FORMAT)
                .put("header", writeHeader(header))
                .put("salt", proof.salt().toHex())
                .put("assets", Json.array(proof.assets(), ProofCodec::asset))
                .put("statement", statement(proof.statement()))
                .putOptional("log", proof.log().map(ProofCodec::writeLog))
                .build());
    }

    /** @throws MalformedProofException when the bytes are no proof file; the message says what is wrong */
    public static ProofFile read(byte[] json) {
        try {
            return proof(Json.asObject(CanonicalJson.read(json)));
        } catch (MalformedStatementException
                | MalformedIdentifierException
                | MalformedHashException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeParseException e) {
            String message = e.getMessage();
            throw new MalformedProofException(message == null ? "not a proof file" : message, e);
        }
    }

    public static Json.Obj writeHeader(SnapshotHeader header) {
        return Json.object()
                .put("version", SnapshotHeader.VERSION)
                .put("snapshot", header.snapshot().hex())
                .put("cut_off", header.cutOff())
                .put("tree_count", header.treeCount())
                .put("assets_root", header.assetsRoot().toHex())
                .put("previous_header", header.previous().toHex())
                .put("manifest_sha256", header.manifest().toHex())
                .put("policy_sha256", header.policy().toHex())
                .build();
    }

    /** The member {@code assets}, to which the operator's signed statement commits. */
    static byte[] assets(List<ProofFile.AssetProof> assets) {
        return CanonicalJson.write(Json.array(assets, ProofCodec::asset));
    }

    /**
     * The leaf of a balance statement, from the member {@code assets} of its proof file.
     *
     * @throws MalformedProofException where that is none, or not canonical
     */
    public static Hash32 statement(Hash32 header, Hash32 account, byte[] assets) {
        try {
            Json.Obj file =
                    Json.asObject(CanonicalJson.read(("{\"assets\":" + new String(assets, StandardCharsets.UTF_8) + "}")
                            .getBytes(StandardCharsets.UTF_8)));
            List<ProofFile.AssetProof> read = list(file, "assets", v -> readAsset(Json.asObject(v)));
            List<BalanceStatement.Balance> balances = read.stream()
                    .map(a -> new BalanceStatement.Balance(a.asset(), a.kind(), a.amount()))
                    .toList();
            return new BalanceStatement(header, account, balances, BalanceStatement.paths(assets(read))).hash();
        } catch (MalformedStatementException | MalformedIdentifierException | MalformedHashException e) {
            throw new MalformedProofException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Json asset(ProofFile.AssetProof a) {
        return Json.object()
                .put("index", a.index())
                .put("asset", a.asset().toString())
                .put("kind", a.kind())
                .put("decimals", a.decimals())
                .put("depth", a.depth())
                .put("total", a.total().toString())
                .put("chunks", Json.array(a.chunks(), ProofCodec::chunk))
                .put("top_path", hashes(a.topPath()))
                .build();
    }

    private static Json chunk(ProofFile.Chunk c) {
        return Json.object()
                .put("c", c.number())
                .put("amount", c.amount().toString())
                .put("position", c.path().position())
                .put(
                        "path",
                        Json.array(
                                c.path().siblings(),
                                n -> new Json.Arr(List.of(
                                        new Json.Str(n.hash().toHex()),
                                        new Json.Str(n.sum().toString())))))
                .build();
    }

    private static Json.Obj statement(ProofFile.Statement s) {
        return Json.object()
                .put("position", s.position())
                .put("count", s.count())
                .put("path", hashes(s.path()))
                .put("key", s.key())
                .put("sig", s.signature())
                .build();
    }

    public static Json.Obj writeLog(ProofFile.LogReceipt log) {
        return Json.object()
                .put("index", log.index())
                .put("entry", log.entry())
                .put("receipt", log.receipt())
                .build();
    }

    private static Json.Arr hashes(List<Hash32> hashes) {
        return Json.array(hashes, h -> new Json.Str(h.toHex()));
    }

    private static ProofFile proof(Json.Obj o) {
        o.allowOnly("format", "header", "salt", "assets", "statement", "log");
        require(o.text("format").equals(FORMAT), "not a file of format " + FORMAT);
        List<ProofFile.AssetProof> assets = list(o, "assets", v -> readAsset(Json.asObject(v)));
        require(!assets.isEmpty(), "a proof without any asset");
        for (int i = 1; i < assets.size(); i++) {
            require(assets.get(i - 1).index() < assets.get(i).index(), "an asset stands twice, or out of order");
        }
        return new ProofFile(
                readHeader(o.object("header")),
                Hash32.fromHex(o.text("salt")),
                assets,
                readStatement(o.object("statement")),
                o.optionalObject("log").map(ProofCodec::readLog));
    }

    private static SnapshotHeader readHeader(Json.Obj o) {
        o.allowOnly(
                "version",
                "snapshot",
                "cut_off",
                "tree_count",
                "assets_root",
                "previous_header",
                "manifest_sha256",
                "policy_sha256");
        require(o.integer("version") == SnapshotHeader.VERSION, "a header of another version");
        String cutOff = o.text("cut_off");
        require(
                TIME.matcher(cutOff).matches()
                        && Instant.parse(cutOff).toString().equals(cutOff),
                "cut_off is not a UTC time");
        return new SnapshotHeader(
                new SnapshotId(o.text("snapshot")),
                Instant.parse(cutOff),
                within(o.integer("tree_count"), 1, 65_536, "tree_count"),
                Hash32.fromHex(o.text("assets_root")),
                Hash32.fromHex(o.text("previous_header")),
                Hash32.fromHex(o.text("manifest_sha256")),
                Hash32.fromHex(o.text("policy_sha256")));
    }

    private static ProofFile.AssetProof readAsset(Json.Obj o) {
        o.allowOnly("index", "asset", "kind", "decimals", "depth", "total", "chunks", "top_path");
        int depth = within(o.integer("depth"), 3, SumPath.MAX_DEPTH, "depth");
        AssetId asset = AssetId.parse(o.text("asset"));
        require(asset.toString().equals(o.text("asset")), "an asset that is not in canonical form");
        List<ProofFile.Chunk> chunks = list(o, "chunks", v -> readChunk(Json.asObject(v), depth));
        require(!chunks.isEmpty(), "an asset without any chunk");
        for (int i = 1; i < chunks.size(); i++) {
            require(chunks.get(i - 1).number() < chunks.get(i).number(), "a chunk stands twice, or out of order");
        }
        return new ProofFile.AssetProof(
                within(o.integer("index"), 0, 65_535, "index"),
                asset,
                within(o.integer("kind"), 0, 255, "kind"),
                within(o.integer("decimals"), 0, 255, "decimals"),
                depth,
                amount(o.text("total")),
                chunks,
                list(o, "top_path", v -> Hash32.fromHex(Json.asText(v))));
    }

    private static ProofFile.Chunk readChunk(Json.Obj o, int depth) {
        o.allowOnly("c", "amount", "position", "path");
        List<SumNode> siblings = new ArrayList<>(list(o, "path", ProofCodec::readNode));
        require(siblings.size() == depth, "a path of " + siblings.size() + " nodes in a tree of depth " + depth);
        return new ProofFile.Chunk(
                within(o.integer("c"), 0, 255, "c"),
                amount(o.text("amount")),
                new SumPath(o.integer("position"), siblings));
    }

    private static SumNode readNode(Json value) {
        require(value instanceof Json.Arr(List<Json> pair) && pair.size() == 2, "a path node is [hash, sum]");
        List<Json> pair = ((Json.Arr) value).items();
        return new SumNode(Hash32.fromHex(Json.asText(pair.get(0))), amount(Json.asText(pair.get(1))));
    }

    private static ProofFile.Statement readStatement(Json.Obj o) {
        o.allowOnly("position", "count", "path", "key", "sig");
        String key = o.text("key");
        String signature = o.text("sig");
        require(KEY.matcher(key).matches(), "a key is 64 lower-case hexadecimal digits");
        require(SIGNATURE.matcher(signature).matches(), "a signature is 64 bytes of canonical base64");
        long position = o.integer("position");
        long count = o.integer("count");
        require(position >= 0 && count >= 1, "a statement's place below zero");
        return new ProofFile.Statement(
                position, count, list(o, "path", v -> Hash32.fromHex(Json.asText(v))), key, signature);
    }

    static ProofFile.LogReceipt readLog(Json.Obj o) {
        o.allowOnly("index", "entry", "receipt");
        require(o.integer("index") >= 0, "a log index below zero");
        return new ProofFile.LogReceipt(o.integer("index"), o.text("entry"), o.text("receipt"));
    }

    /** A list that must be there, even where it is empty: the signature covers it as it stands. */
    private static <T> List<T> list(Json.Obj o, String name, Function<Json, T> reader) {
        require(o.find(name).isPresent(), "missing member '" + name + "'");
        return o.list(name, reader);
    }

    /** Canonical text below 2^127. */
    private static BigInteger amount(String text) {
        require(AMOUNT.matcher(text).matches(), "an amount that is not canonical");
        BigInteger amount = new BigInteger(text);
        require(amount.bitLength() <= SumNode.MAX_BITS, "an amount of 2^127 or more");
        return amount;
    }

    private static int within(long value, int from, int to, String name) {
        require(value >= from && value <= to, name + " is not between " + from + " and " + to);
        return (int) value;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedStatementException(otherwise);
        }
    }
}
