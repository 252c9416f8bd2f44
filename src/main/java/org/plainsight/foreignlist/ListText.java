package org.plainsight.foreignlist;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file's bytes as text: UTF-8, or the UTF-16 with a byte-order mark that spreadsheets save as "Unicode text". */
final class ListText {

    /** Where the first heading is looked for. */
    private static final int HEAD = 20;

    private ListText() {}

    /** Without a byte-order mark. */
    static String of(byte[] file) {
        String text;
        try {
            text = charset(file).newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedForeignListException("the file is not UTF-8; save it as UTF-8");
        }
        if (text.indexOf('\0') >= 0) {
            throw new MalformedForeignListException("the file holds NUL characters; it is no text");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] file) {
        if (file.length >= 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        return file.length >= 2 && (file[0] & 0xff) == 0xfe && (file[1] & 0xff) == 0xff
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
    }

    /** What stands between the cells of the first heading: a comma, a semicolon or a tab. */
    static char separator(String text) {
        return text.lines()
                .limit(HEAD)
                .flatMap(line -> heading(line).stream())
                .findFirst()
                .orElse(',');
    }

    private static Optional<Character> heading(String line) {
        for (char separator : new char[] {',', ';', '\t'}) {
            List<String> cells = List.of(line.replace("\"", "").split(Pattern.quote(String.valueOf(separator)), -1));
            if (ListColumns.isHeading(cells)) {
                return Optional.of(separator);
            }
        }
        return Optional.empty();
    }
}
