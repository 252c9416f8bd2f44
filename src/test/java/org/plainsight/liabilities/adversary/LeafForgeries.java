package org.plainsight.liabilities.adversary;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofFile.AssetProof;
import org.plainsight.liabilities.proof.ProofFile.Chunk;

/** One leaf for two customers, a leaf twice, a leaf of somebody else. */
final class LeafForgeries {

    private LeafForgeries() {}

    static List<Forgery.Kind> kinds() {
        return List.of(
                Forgery.Kind.of("shared leaf", "asset", (v, i) -> new Forgery(v.text(i), Victims.customer(i + 1))),
                Forgery.Kind.of("twin account of the same e-mail and phrase", "asset", LeafForgeries::twin),
                Forgery.Kind.of("duplicated leaf", "asset|file", LeafForgeries::duplicated),
                Forgery.Kind.of("swapped amounts of two customers", "asset|statement", LeafForgeries::swapped),
                Forgery.Kind.of("swapped chunk of another customer", "asset", LeafForgeries::foreignChunk),
                Forgery.Kind.of("swapped chunk numbers", "asset|file", LeafForgeries::renumbered),
                Forgery.Kind.of("chunk left out", "statement|asset", LeafForgeries::withoutChunk),
                Forgery.Kind.of(
                        "asset left out",
                        "statement|file",
                        (v, i) -> Edits.forged(
                                v,
                                i,
                                p -> Edits.with(
                                        p, p.assets().subList(1, p.assets().size())))),
                Forgery.Kind.of(
                        "asset twice",
                        "file",
                        (v, i) -> Edits.forged(v, i, p -> {
                            List<AssetProof> twice = new ArrayList<>(p.assets());
                            twice.add(p.assets().getLast());
                            return Edits.with(p, twice);
                        })),
                Forgery.Kind.of("other phrase", "asset", (v, i) -> {
                    CustomerIdentity c = Victims.customer(i);
                    return new Forgery(v.text(i), new CustomerIdentity(c.uid(), c.email(), "guess " + i));
                }));
    }

    /** The person behind a second account of equal standing is shown the first one's leaf. */
    private static Forgery twin(Victims v, int i) {
        CustomerIdentity c = Victims.customer(i);
        return new Forgery(v.text(i), new CustomerIdentity(c.uid() + "-" + i, c.email(), c.phrase()));
    }

    private static Forgery duplicated(Victims v, int i) {
        return Edits.asset(v, i, a -> {
            List<Chunk> twice = new ArrayList<>(a.chunks());
            Chunk last = twice.getLast();
            twice.add(new Chunk(last.number() + 1 + i % 3, last.amount(), last.path()));
            return Edits.chunks(a, a.depth(), a.total(), twice);
        });
    }

    private static Forgery swapped(Victims v, int i) {
        BigInteger delta = BigInteger.valueOf(1 + Victims.random(i).nextInt(1_000));
        return Edits.asset(
                v, i, a -> Edits.amount(a, a.chunks().getFirst().amount().add(delta)));
    }

    private static Forgery foreignChunk(Victims v, int i) {
        ProofFile other = v.proof(i + 1);
        return Edits.forged(v, i, p -> {
            List<AssetProof> assets = new ArrayList<>(p.assets());
            Chunk foreign = other.assets().getFirst().chunks().getFirst();
            assets.set(
                    0,
                    Edits.firstChunk(assets.getFirst(), c -> new Chunk(c.number(), foreign.amount(), foreign.path())));
            return Edits.with(p, assets);
        });
    }

    private static Forgery renumbered(Victims v, int i) {
        return Edits.asset(v, i, a -> {
            List<Chunk> chunks = a.chunks().stream()
                    .map(c -> new Chunk(a.chunks().size() - c.number() + i % 2, c.amount(), c.path()))
                    .toList();
            return Edits.chunks(a, a.depth(), a.total(), chunks);
        });
    }

    private static Forgery withoutChunk(Victims v, int i) {
        for (int rich = i; rich < i + Victims.CUSTOMERS; rich++) {
            ProofFile p = v.proof(rich);
            for (int a = 0; a < p.assets().size(); a++) {
                AssetProof asset = p.assets().get(a);
                if (asset.chunks().size() > 1) {
                    List<Chunk> fewer = new ArrayList<>(asset.chunks());
                    fewer.remove(i % fewer.size());
                    List<AssetProof> assets = new ArrayList<>(p.assets());
                    assets.set(a, Edits.chunks(asset, asset.depth(), asset.total(), fewer));
                    return Forgery.of(Edits.with(p, assets), Victims.customer(rich));
                }
            }
        }
        throw new IllegalStateException("nobody has a split balance");
    }
}
