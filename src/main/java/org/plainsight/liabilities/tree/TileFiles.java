package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.proof.ProofTile;
import org.plainsight.merkle.Hash32;

/**
 * Writes everybody's proofs of a published snapshot into the static tiles {@code tiles/0 …} and {@code tiles/index.json}:
 * whole or not at all. The same snapshot gives the same bytes.
 */
public final class TileFiles {

    private static final int SAMPLE = 64;
    private static final int MAX_BITS = 24;

    private final SnapshotDirectory directory;
    private final ProofMaker maker;
    private final SnapshotId snapshot;
    private final SnapshotKey key;
    private final List<String> references;

    private TileFiles(SnapshotDirectory directory, ProofMaker maker) {
        this.directory = directory;
        this.maker = maker;
        this.snapshot = SnapshotBuild.readRecord(directory).id();
        this.key = directory.key();
        this.references = ProofMaker.references(directory);
    }

    public static Path folder(SnapshotDirectory directory) {
        return directory.path().resolve("tiles");
    }

    /** Takes the time of all proofs; interrupted anywhere, it leaves nothing that is served. */
    public static void write(SnapshotDirectory directory, ProofMaker maker) throws IOException {
        TileFiles files = new TileFiles(directory, maker);
        for (int bits = files.likelyBits(); bits <= MAX_BITS; bits++) {
            if (files.write(bits)) {
                return;
            }
        }
        throw new IllegalStateException("no number of tiles keeps each below " + ProofTile.MAX_BYTES + " bytes");
    }

    /** False where a tile grew too long; nothing is left then. */
    private boolean write(int bits) throws IOException {
        Path part = directory.path().resolve("tiles.part");
        SnapshotDirectory.discard(part);
        SnapshotDirectory.create(part);
        int place = 0;
        for (int number = 0; number < 1 << bits; number++) {
            ProofTile tile = new ProofTile();
            for (; place < maker.size(); place++) {
                Hash32 capability = capability(place);
                Hash32 name = ProofTile.name(capability);
                if (ProofTile.number(name, bits) != number) {
                    break;
                }
                tile.add(name, sealed(place, capability));
                if (tile.size() > ProofTile.MAX_BYTES) {
                    SnapshotDirectory.discard(part);
                    return false;
                }
            }
            SnapshotDirectory.write(part.resolve(String.valueOf(number)), tile.toBytes());
        }
        SnapshotDirectory.write(
                part.resolve("index.json"),
                CanonicalJson.write(Json.object().put("v", 1).put("bits", bits).build()));
        SnapshotDirectory.publishDirectory(part, folder(directory));
        return true;
    }

    /** So many that a tile is half full on average, by the size of some. */
    private int likelyBits() {
        int sample = Math.min(SAMPLE, maker.size());
        long bytes = 0;
        for (int i = 0; i < sample; i++) {
            int place = (int) ((long) i * maker.size() / sample);
            bytes += Hash32.LENGTH + 4 + sealed(place, capability(place)).length;
        }
        long tiles = bytes * maker.size() / sample / (ProofTile.MAX_BYTES / 2) + 1;
        return tiles == 1 ? 0 : Math.min(MAX_BITS, 64 - Long.numberOfLeadingZeros(tiles - 1));
    }

    private Hash32 capability(int place) {
        return key.capability(references.get(maker.account(place)));
    }

    private byte[] sealed(int place, Hash32 capability) {
        return ProofTile.seal(snapshot, capability, maker.proof(place, Optional.empty()));
    }
}
