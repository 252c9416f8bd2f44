package org.plainsight.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Our short table of look-alikes against Unicode's confusables, as ICU carries them. */
class LookalikeTableTest {

    private static final String SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL [A-Z]";
    /** Unicode pairs them with other letters than plain ones. */
    private static final String OURS = "ȷƅ";

    private final SpoofChecker unicode = new SpoofChecker.Builder().build();

    /** Those that normalisation unmasks by itself are found without a table. */
    private static IntStream latinBeyondAscii() {
        return IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
                .filter(c -> Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                        .equals(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFC)));
    }

    @Test
    void every_latin_letter_that_unicode_calls_confusable_with_a_plain_one_is_read_as_one_like_it() {
        Set<String> plain = new HashSet<>();
        IntStream.range(0x30, 0x7b)
                .filter(Character::isLetterOrDigit)
                .forEach(c -> plain.add(unicode.getSkeleton(Character.toString(c))));
        Set<String> wrong = new TreeSet<>();
        latinBeyondAscii().mapToObj(Character::toString).forEach(letter -> {
            String read = LookalikeLetters.undisguised(letter);
            boolean smallCapital = Character.getName(letter.codePointAt(0)).matches(SMALL_CAPITAL);
            boolean confusable = plain.contains(unicode.getSkeleton(letter));
            boolean right = confusable
                    ? unicode.getSkeleton(read).equals(unicode.getSkeleton(letter))
                    : (smallCapital || OURS.contains(letter)) != read.equals(letter);
            if (!right) {
                wrong.add(letter + " read as " + read);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void small_capitals_are_read_as_the_letters_they_are_named_after() {
        latinBeyondAscii()
                .filter(c -> Character.getName(c).matches(SMALL_CAPITAL))
                .forEach(c -> {
                    String name = Character.getName(c);
                    assertThat(LookalikeLetters.undisguised(Character.toString(c)))
                            .isEqualTo(name.substring(name.length() - 1).toLowerCase(Locale.ROOT));
                });
    }
}
