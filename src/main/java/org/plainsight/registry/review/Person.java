package org.plainsight.registry.review;

import java.text.Normalizer;
import java.util.Locale;

/** Who somebody is, as far as rules about two and three people care. */
public final class Person {

    private Person() {}

    /** Names that differ only in case, width or surrounding blanks are one person. */
    public static boolean isSame(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
