package org.plainsight.disclosure;

import java.util.Arrays;
import java.util.Locale;

/** Enum constants as the lower-case words of statements. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new MalformedStatementException("'" + word + "' is none of "
                        + Arrays.stream(type.getEnumConstants()).map(Words::of).toList()));
    }
}
