package org.plainsight.liabilities.adversary;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.plainsight.liabilities.adversary.CheatingOperator.ParentSum;
import org.plainsight.liabilities.proof.ProofFile;

/** Roots that a cheating operator built, signed and logged: everybody gets the same one, and it claims too little. */
final class OperatorForgeries {

    private OperatorForgeries() {}

    static List<Forgery.Kind> kinds() {
        return List.of(
                Forgery.Kind.of(
                        "parent-sum forgery (max attack)",
                        "asset",
                        (v, i) -> shown(v, i, i % 2 == 0, BigInteger::max, 40)),
                Forgery.Kind.of(
                        "parent-sum forgery (max attack) with siblings bent to the total",
                        "asset",
                        (v, i) -> forged(v, i, BigInteger::max, 40, o -> o.bentProof(poor(i)))),
                Forgery.Kind.of(
                        "parent-sum forgery (the left child counts)",
                        "asset",
                        (v, i) -> shown(v, i, false, (left, right) -> left, 40)),
                Forgery.Kind.of(
                        "parent-sum forgery (the difference)",
                        "asset",
                        (v, i) -> shown(
                                v,
                                i,
                                false,
                                (left, right) -> left.subtract(right).abs(),
                                40)),
                Forgery.Kind.of("overflow at 2^63", "asset", (v, i) -> wrapped(v, i, 63)),
                Forgery.Kind.of("overflow at 2^64", "asset", (v, i) -> wrapped(v, i, 64)),
                Forgery.Kind.of("overflow at 2^127", "asset|file", (v, i) -> wrapped(v, i, 127)),
                Forgery.Kind.of("negative sibling behind the root", "asset|file", OperatorForgeries::negative));
    }

    /** The balance that a rule of this kind drops; never the largest. */
    private static int poor(int i) {
        return 1 + i % (CheatingOperator.ACCOUNTS - 1);
    }

    private static Forgery shown(Victims v, int i, boolean anybody, ParentSum rule, int bits) {
        return forged(v, i, rule, bits, o -> o.proof(anybody ? i % CheatingOperator.ACCOUNTS : poor(i)));
    }

    private static Forgery forged(
            Victims v, int i, ParentSum rule, int bits, Function<CheatingOperator, ProofFile> show) {
        ProofFile proof = show.apply(new CheatingOperator(balances(i, bits), rule, v.log, i));
        long position = proof.assets().getFirst().chunks().getFirst().path().position();
        return Forgery.of(proof, CheatingOperator.customer((int) position));
    }

    /** Distinct balances above zero, the largest first. */
    private static List<BigInteger> balances(int i, int bits) {
        Random random = Victims.random(i);
        List<BigInteger> owned = new ArrayList<>();
        for (int c = 0; c < CheatingOperator.ACCOUNTS; c++) {
            owned.add(new BigInteger(bits, random).add(BigInteger.valueOf(2L + c)));
        }
        owned.sort(Collections.reverseOrder());
        return owned;
    }

    /** Sums lose what goes beyond a power of two: eight balances just below it. */
    private static Forgery wrapped(Victims v, int i, int bits) {
        BigInteger limit = BigInteger.ONE.shiftLeft(bits);
        List<BigInteger> owned = new ArrayList<>();
        for (int c = 0; c < CheatingOperator.ACCOUNTS; c++) {
            owned.add(
                    limit.subtract(BigInteger.valueOf(1L + c + Victims.random(i).nextInt(1_000))));
        }
        CheatingOperator operator =
                new CheatingOperator(owned, (left, right) -> left.add(right).mod(limit), v.log, i);
        int victim = i % CheatingOperator.ACCOUNTS;
        return Forgery.of(
                i % 2 == 0 ? operator.proof(victim) : operator.bentProof(victim), CheatingOperator.customer(victim));
    }

    /** An account of the operator's own below zero takes the others' balances out of the total. */
    private static Forgery negative(Victims v, int i) {
        List<BigInteger> owned = balances(i, 40);
        BigInteger others = owned.subList(1, owned.size()).stream().reduce(BigInteger.ZERO, BigInteger::add);
        owned.set(0, others.subtract(BigInteger.valueOf(1 + i)).negate());
        CheatingOperator operator = new CheatingOperator(owned, BigInteger::add, v.log, i);
        int victim = poor(i);
        return Forgery.of(
                i % 2 == 0 ? operator.proof(victim) : operator.bentProof(victim), CheatingOperator.customer(victim));
    }
}
