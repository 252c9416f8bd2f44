package org.plainsight.liabilities.adversary;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;

/** One forged file, and who is asked to believe it. */
public record Forgery(String text, CustomerIdentity customer) {

    static Forgery of(ProofFile proof, CustomerIdentity customer) {
        return new Forgery(new String(ProofCodec.write(proof), StandardCharsets.UTF_8), customer);
    }

    byte[] file() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Makes the mutant of this number. */
    @FunctionalInterface
    interface Forger {
        Forgery forge(Victims victims, int i);
    }

    /**
     * A class of forgeries.
     *
     * @param detectors the steps of the customer's verifier of which one must fail
     */
    public record Kind(String name, List<String> detectors, Forger forger) {

        static Kind of(String name, String detectors, Forger forger) {
            return new Kind(name, List.of(detectors.split("\\|")), forger);
        }

        @Override
        public String toString() {
            return name + ": detected by the customer's verifier, step " + String.join(" or ", detectors);
        }
    }

    /** Every class that one customer's file can show. */
    public static List<Kind> kinds() {
        return Stream.of(
                        LeafForgeries.kinds(),
                        AmountForgeries.kinds(),
                        PathForgeries.kinds(),
                        OperatorForgeries.kinds(),
                        ReplayForgeries.kinds(),
                        FileForgeries.kinds())
                .flatMap(List::stream)
                .toList();
    }
}
