package org.plainsight.registry.labels;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a label names us, names nobody known, or is made to look as if it named us. Names are compared without case,
 * width, accents, spaces and signs; a look-alike is equal only after letters that look the same are folded together
 * (the common part of Unicode's TR39 table), or differs in one letter.
 */
final class PublisherNames {

    /** In lists that are one exchange's as a whole. */
    static final String THE_LIST_ITSELF = "*";

    enum Match {
        OURS,
        LOOKALIKE,
        OTHER
    }

    private static final int SHORTEST = 4;
    private static final Map<Integer, Character> LOOK_SAME = Map.ofEntries(
            Map.entry((int) 'а', 'a'),
            Map.entry((int) 'е', 'e'),
            Map.entry((int) 'о', 'o'),
            Map.entry((int) 'р', 'p'),
            Map.entry((int) 'с', 'c'),
            Map.entry((int) 'у', 'y'),
            Map.entry((int) 'х', 'x'),
            Map.entry((int) 'і', 'l'),
            Map.entry((int) 'ѕ', 's'),
            Map.entry((int) 'ԁ', 'd'),
            Map.entry((int) 'һ', 'h'),
            Map.entry((int) 'ј', 'j'),
            Map.entry((int) 'к', 'k'),
            Map.entry((int) 'м', 'm'),
            Map.entry((int) 'н', 'h'),
            Map.entry((int) 'т', 't'),
            Map.entry((int) 'в', 'b'),
            Map.entry((int) 'α', 'a'),
            Map.entry((int) 'ε', 'e'),
            Map.entry((int) 'ο', 'o'),
            Map.entry((int) 'ρ', 'p'),
            Map.entry((int) 'ν', 'v'),
            Map.entry((int) 'κ', 'k'),
            Map.entry((int) 'τ', 't'),
            Map.entry((int) 'χ', 'x'),
            Map.entry((int) 'ι', 'l'),
            Map.entry((int) '0', 'o'),
            Map.entry((int) '1', 'l'),
            Map.entry((int) 'i', 'l'),
            Map.entry((int) '5', 's'),
            Map.entry((int) '|', 'l'),
            Map.entry((int) 'ⅼ', 'l'),
            Map.entry((int) 'ɑ', 'a'),
            Map.entry((int) 'ɡ', 'g'),
            Map.entry((int) 'ո', 'n'),
            Map.entry((int) 'ս', 'u'));

    private final List<String> plain;
    private final List<String> folded;

    PublisherNames(Collection<String> names) {
        this.plain = names.stream()
                .map(PublisherNames::plain)
                .filter(n -> n.length() >= SHORTEST)
                .distinct()
                .toList();
        this.folded = plain.stream().map(PublisherNames::folded).toList();
    }

    Match match(String label) {
        if (label.equals(THE_LIST_ITSELF)) {
            return Match.OURS;
        }
        String text = plain(label);
        if (plain.stream().anyMatch(text::contains)) {
            return Match.OURS;
        }
        String shape = folded(text);
        boolean looksSame = folded.stream().anyMatch(shape::contains)
                || words(label).stream().anyMatch(word -> plain.stream().anyMatch(name -> isOneLetterOff(word, name)));
        return looksSame ? Match.LOOKALIKE : Match.OTHER;
    }

    /** The parts between signs, and the single words. */
    private static List<String> words(String label) {
        return Stream.concat(
                        Arrays.stream(label.split("[:|/,()\\[\\]-]", -1)),
                        Arrays.stream(label.split("[^\\p{L}\\p{N}|]+", -1)))
                .map(PublisherNames::plain)
                .filter(w -> w.length() >= SHORTEST)
                .distinct()
                .toList();
    }

    private static String plain(String text) {
        String split = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder kept = new StringBuilder();
        split.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || c == '|')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String folded(String plain) {
        StringBuilder shape = new StringBuilder();
        plain.codePoints()
                .map(c ->
                        Optional.ofNullable(LOOK_SAME.get(c)).map(l -> (int) l).orElse(c))
                .forEach(shape::appendCodePoint);
        return shape.toString().replace("rn", "m").replace("vv", "w");
    }

    /** One letter added, left out or changed, or two neighbours swapped. */
    static boolean isOneLetterOff(String word, String name) {
        int shorter = Math.min(word.length(), name.length());
        int longer = Math.max(word.length(), name.length());
        if (longer - shorter > 1 || word.equals(name)) {
            return false;
        }
        int front = 0;
        while (front < shorter && word.charAt(front) == name.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < shorter - front
                && word.charAt(word.length() - 1 - back) == name.charAt(name.length() - 1 - back)) {
            back++;
        }
        boolean swapped = word.length() == name.length()
                && front + back == longer - 2
                && word.charAt(front) == name.charAt(front + 1)
                && word.charAt(front + 1) == name.charAt(front);
        return swapped || front + back >= longer - 1;
    }
}
