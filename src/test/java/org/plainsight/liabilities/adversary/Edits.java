package org.plainsight.liabilities.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofFile.AssetProof;
import org.plainsight.liabilities.proof.ProofFile.Chunk;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumPath;

/** Changes of one thing in an honest proof. */
final class Edits {

    private Edits() {}

    static Forgery forged(Victims v, int i, UnaryOperator<ProofFile> change) {
        return Forgery.of(change.apply(v.proof(i)), Victims.customer(i));
    }

    static ProofFile with(ProofFile p, List<AssetProof> assets) {
        return new ProofFile(p.header(), p.salt(), assets, p.statement(), p.log());
    }

    /** Changes one asset, another one for every mutant. */
    static Forgery asset(Victims v, int i, UnaryOperator<AssetProof> change) {
        return forged(v, i, p -> {
            List<AssetProof> assets = new ArrayList<>(p.assets());
            int victim = Victims.random(i).nextInt(assets.size());
            assets.set(victim, change.apply(assets.get(victim)));
            return with(p, assets);
        });
    }

    static AssetProof chunks(AssetProof a, int depth, BigInteger total, List<Chunk> chunks) {
        return new AssetProof(a.index(), a.asset(), a.kind(), a.decimals(), depth, total, chunks, a.topPath());
    }

    static AssetProof firstChunk(AssetProof a, UnaryOperator<Chunk> change) {
        List<Chunk> chunks = new ArrayList<>(a.chunks());
        chunks.set(0, change.apply(chunks.getFirst()));
        return chunks(a, a.depth(), a.total(), chunks);
    }

    static AssetProof amount(AssetProof a, BigInteger amount) {
        return firstChunk(a, c -> new Chunk(c.number(), amount, c.path()));
    }

    static AssetProof siblings(AssetProof a, UnaryOperator<List<SumNode>> change) {
        return firstChunk(
                a,
                c -> new Chunk(
                        c.number(),
                        c.amount(),
                        new SumPath(
                                c.path().position(),
                                change.apply(new ArrayList<>(c.path().siblings())))));
    }

    static AssetProof sibling(AssetProof a, int level, UnaryOperator<SumNode> change) {
        return siblings(a, list -> {
            list.set(level, change.apply(list.get(level)));
            return list;
        });
    }

    /** Replaces the first occurrence of a text after a marker. */
    static Forgery text(Victims v, int i, String after, String from, String to) {
        String text = v.text(i);
        int at = text.indexOf(from, text.indexOf(after) + after.length());
        assertThat(at).as("'%s' in the file", from).isPositive();
        return new Forgery(text.substring(0, at) + to + text.substring(at + from.length()), Victims.customer(i));
    }

    static Forgery text(Victims v, int i, String from, String to) {
        return text(v, i, "", from, to);
    }
}
