package org.plainsight.disclosure;

/** Cells of CSV that no spreadsheet runs. */
public final class CsvCell {

    private CsvCell() {}

    /**
     * A quoted cell. One that a spreadsheet would take for a formula gets an apostrophe in front; readers that are no
     * spreadsheet take it off again.
     */
    public static String quoted(String text) {
        String safe = startsFormula(text) ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /** By the first character that shows: spreadsheets skip white space, and some read full-width signs as plain ones. */
    private static boolean startsFormula(String text) {
        int i = 0;
        while (i < text.length() && isUnseen(text.charAt(i))) {
            i++;
        }
        boolean controlFirst = !text.isEmpty() && (text.charAt(0) < 0x20 || text.charAt(0) == 0x7f);
        return controlFirst || (i < text.length() && "=+-@＝＋－＠'".indexOf(text.charAt(i)) >= 0);
    }

    private static boolean isUnseen(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
