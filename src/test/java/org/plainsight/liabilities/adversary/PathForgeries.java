package org.plainsight.liabilities.adversary;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.plainsight.liabilities.proof.ProofFile.AssetProof;
import org.plainsight.liabilities.proof.ProofFile.Chunk;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumPath;

/** Ways to the root that are not the leaf's own. */
final class PathForgeries {

    private PathForgeries() {}

    static List<Forgery.Kind> kinds() {
        return List.of(
                Forgery.Kind.of(
                        "value added to a sibling that was padding or a neighbour",
                        "asset",
                        (v, i) -> Edits.asset(
                                v,
                                i,
                                a -> Edits.sibling(
                                        a, 0, n -> new SumNode(n.hash(), n.sum().add(BigInteger.valueOf(1 + i)))))),
                Forgery.Kind.of("value moved between siblings", "asset", PathForgeries::movedValue),
                Forgery.Kind.of(
                        "leaf and node confused", "asset", (v, i) -> Edits.asset(v, i, PathForgeries::shortened)),
                Forgery.Kind.of(
                        "level replayed",
                        "asset",
                        (v, i) -> Edits.asset(
                                v,
                                i,
                                a -> Edits.siblings(a, list -> {
                                    int level = i % (list.size() - 1);
                                    Collections.swap(list, level, level + 1);
                                    return list;
                                }))),
                Forgery.Kind.of("wrong depth", "asset", (v, i) -> Edits.asset(v, i, a -> deepened(a, i))),
                Forgery.Kind.of(
                        "path of another length than the depth",
                        "file",
                        (v, i) -> Edits.text(v, i, "\"depth\":", "\"depth\":" + (1 + i % 3))),
                Forgery.Kind.of("wrong position", "asset", (v, i) -> Edits.asset(v, i, a -> moved(a, i))),
                Forgery.Kind.of(
                        "position beyond the tree",
                        "file",
                        (v, i) -> Edits.text(v, i, "\"position\":", "\"position\":" + (1 + i % 9) + "0000000000")),
                Forgery.Kind.of(
                        "changed sibling",
                        "asset",
                        (v, i) -> Edits.asset(
                                v,
                                i,
                                a -> Edits.sibling(a, i % a.depth(), n -> new SumNode(flipped(n.hash(), i), n.sum())))),
                Forgery.Kind.of("changed top path", "asset", (v, i) -> Edits.asset(v, i, a -> topPath(a, i))));
    }

    /** One unit moves from the upper sibling into the lower: the total stays what it was. */
    private static Forgery movedValue(Victims v, int i) {
        return Edits.asset(
                v,
                i,
                a -> Edits.siblings(a, list -> {
                    int low = i % (list.size() - 1);
                    SumNode from = list.get(low + 1);
                    SumNode to = list.get(low);
                    BigInteger some = from.sum().min(BigInteger.valueOf(1 + i));
                    list.set(low, new SumNode(to.hash(), to.sum().add(some.max(BigInteger.ONE))));
                    list.set(low + 1, new SumNode(from.hash(), from.sum().subtract(some)));
                    return list;
                }));
    }

    /** Presents the parent of the leaf as a leaf of a tree one level lower. */
    private static AssetProof shortened(AssetProof a) {
        Chunk first = a.chunks().getFirst();
        List<SumNode> siblings = first.path().siblings();
        BigInteger parent = first.amount().add(siblings.getFirst().sum());
        SumPath path = new SumPath(first.path().position() >> 1, siblings.subList(1, siblings.size()));
        return Edits.chunks(a, a.depth() - 1, a.total(), List.of(new Chunk(0, parent, path)));
    }

    private static AssetProof deepened(AssetProof a, int i) {
        List<Chunk> chunks = a.chunks().stream()
                .map(c -> {
                    List<SumNode> siblings = new ArrayList<>(c.path().siblings());
                    for (int more = 0; more <= i % 3; more++) {
                        siblings.add(new SumNode(Hash32.sha256(new byte[] {(byte) i}), BigInteger.ZERO));
                    }
                    return new Chunk(
                            c.number(), c.amount(), new SumPath(c.path().position(), siblings));
                })
                .toList();
        return Edits.chunks(a, a.depth() + 1 + i % 3, a.total(), chunks);
    }

    private static AssetProof moved(AssetProof a, int i) {
        long bit = 1L << Victims.random(i).nextInt(a.depth());
        return Edits.firstChunk(
                a,
                c -> new Chunk(
                        c.number(),
                        c.amount(),
                        new SumPath(c.path().position() ^ bit, c.path().siblings())));
    }

    private static AssetProof topPath(AssetProof a, int i) {
        List<Hash32> top = new ArrayList<>(a.topPath());
        if (i % 3 == 0) {
            top.add(flipped(a.topPath().getFirst(), i));
        } else if (i % 3 == 1) {
            top.removeLast();
        } else {
            top.set(i % top.size(), flipped(top.get(i % top.size()), i));
        }
        return new AssetProof(a.index(), a.asset(), a.kind(), a.decimals(), a.depth(), a.total(), a.chunks(), top);
    }

    private static Hash32 flipped(Hash32 hash, int i) {
        byte[] bytes = hash.toBytes();
        bytes[i % bytes.length] ^= (byte) (1 << i % 8);
        return Hash32.of(bytes);
    }
}
