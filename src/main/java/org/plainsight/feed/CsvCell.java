package org.plainsight.feed;

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

    /** Spreadsheets skip white space before they decide, and some read the full-width signs as the plain ones. */
    private static boolean startsFormula(String text) {
        int i = 0;
        while (i < text.length() && (Character.isWhitespace(text.charAt(i)) || Character.isSpaceChar(text.charAt(i)))) {
            i++;
        }
        boolean controlFirst = !text.isEmpty() && (text.charAt(0) < 0x20 || text.charAt(0) == 0x7f);
        return controlFirst || (i < text.length() && "=+-@＝＋－＠'".indexOf(text.charAt(i)) >= 0);
    }
}
