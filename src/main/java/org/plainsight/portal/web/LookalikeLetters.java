package org.plainsight.portal.web;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that can be taken for others: letters of several scripts in one (Unicode TR 39, "highly restrictive", without its
 * tables), whole words of Cyrillic or Greek letters that all look Latin, and letters in disguise (full width, mathematical,
 * phonetic, small capitals). A Turkish or Icelandic word carries a remark for its ı or þ only where all its other letters are
 * plain: "Kalıcı" does, "çıkış" does not.
 */
final class LookalikeLetters {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    /** Of Cyrillic and Greek, those that a reader takes for Latin. */
    private static final String LOOK_LATIN = "аАВвсСеЕԍНһіІјЈКкӏМмոОоԚрРѕЅТтԜхХуУҮүԁԛѵΑΒΕΖΗΙΚΜΝΟοΡΤΥΧνυα";
    /**
     * Latin letters that a reader takes for the plain ones below: those of TR 39's confusables.txt, and the small capitals,
     * the dotless j and the tone six that it leaves out. LookalikeTableTest holds both lines against ICU's copy of that file.
     */
    private static final String DISGUISED = "þƅıƄƍƒƖƦƧƷƼƽƿǀȜȢȣȷɑɡɢɣɩɪɯɴʀʋʏʙʜʟᴀᴄᴅᴇᴊᴋᴍᴏᴑᴘᴛᴜᴠᴡᴢᶃᶌẝỿKꜰꜱꝚꝪꝮꞘꞙꞟꞫꞯꞲꞳꞴꬲꬵꬽꭇꭈꭎꭒꭚ";

    private static final String TAKEN_FOR = "pbibgflR235spl388jaggyiiwnruybhlacdejkmooptuvwzgyfyKfs239Ffu3qJXBeforruuy";
    /** Of those, the letters with which Turkish and Icelandic are spelled. */
    private static final String SPELLING = "ıþ";
    /** Scripts that are written together. */
    private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.LATIN);

    private LookalikeLetters() {}

    /** The text with a remark in brackets behind each such word. */
    static String flagged(String text) {
        if (isAscii(text)) {
            return text;
        }
        Matcher words = WORD.matcher(text);
        StringBuilder out = new StringBuilder(text.length() + 16);
        int from = 0;
        while (words.find()) {
            out.append(text, from, words.end());
            from = words.end();
            remark(words.group())
                    .ifPresent(remark -> out.append('⟨').append(remark).append('⟩'));
        }
        return out.append(text, from, text.length()).toString();
    }

    private static Optional<String> remark(String word) {
        String unmasked = Normalizer.normalize(word, Normalizer.Form.NFKC);
        String plain = undisguised(unmasked);
        if (!unmasked.equals(Normalizer.normalize(word, Normalizer.Form.NFC)) || imitates(unmasked, plain)) {
            return Optional.of("letters in disguise: " + plain);
        }
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        word.codePoints().filter(Character::isLetter).forEach(c -> scripts.add(UnicodeScript.of(c)));
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        if (scripts.size() > 1 && !EAST_ASIAN.containsAll(scripts)) {
            return Optional.of("mixed letters: "
                    + scripts.stream().map(LookalikeLetters::name).collect(Collectors.joining(" and ")));
        }
        boolean looksLatin = scripts.size() == 1
                && !scripts.contains(UnicodeScript.LATIN)
                && word.codePoints().filter(Character::isLetter).allMatch(c -> LOOK_LATIN.indexOf(c) >= 0);
        return looksLatin ? Optional.of("letters are " + name(scripts.iterator().next())) : Optional.empty();
    }

    private static boolean imitates(String word, String plain) {
        return !plain.equals(word)
                && (isAscii(plain) || word.chars().anyMatch(c -> DISGUISED.indexOf(c) >= 0 && SPELLING.indexOf(c) < 0));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** The word as a reader takes it. */
    static String undisguised(String word) {
        StringBuilder plain = new StringBuilder(word);
        for (int i = 0; i < plain.length(); i++) {
            int disguise = DISGUISED.indexOf(plain.charAt(i));
            if (disguise >= 0) {
                plain.setCharAt(i, TAKEN_FOR.charAt(disguise));
            }
        }
        return plain.toString();
    }

    private static String name(UnicodeScript script) {
        String name = script.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
