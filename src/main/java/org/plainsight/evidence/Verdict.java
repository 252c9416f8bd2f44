package org.plainsight.evidence;

/** The answer to a question about somebody's claim. "Could not check" is never "checked". */
public sealed interface Verdict {

    /** In plain words: what was checked, what was missing, or what is wrong. */
    String reason();

    record Valid(String reason) implements Verdict {}

    record Inconclusive(String reason) implements Verdict {}

    record Invalid(String reason) implements Verdict {}

    static Verdict valid(String reason) {
        return new Valid(reason);
    }

    static Verdict inconclusive(String reason) {
        return new Inconclusive(reason);
    }

    static Verdict invalid(String reason) {
        return new Invalid(reason);
    }

    /** {@code valid}, {@code inconclusive} or {@code invalid}, as published. */
    default String word() {
        return switch (this) {
            case Valid v -> "valid";
            case Inconclusive i -> "inconclusive";
            case Invalid i -> "invalid";
        };
    }

    default boolean isValid() {
        return this instanceof Valid;
    }

    /** @throws IllegalArgumentException when the word is none of the three */
    static Verdict of(String word, String reason) {
        return switch (word) {
            case "valid" -> new Valid(reason);
            case "inconclusive" -> new Inconclusive(reason);
            case "invalid" -> new Invalid(reason);
            default -> throw new IllegalArgumentException("not a verdict: " + word);
        };
    }
}
