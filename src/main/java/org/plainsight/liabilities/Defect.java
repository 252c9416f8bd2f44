package org.plainsight.liabilities;

/**
 * One thing wrong with a balances file.
 *
 * @param place {@code row 7, column 6 (amount)}, {@code control record, totals[2]} …; rows are lines of the file, the
 *     header is row 1
 * @param problem what is wrong there
 * @param remedy what to do about it
 */
public record Defect(String place, String problem, String remedy) {

    @Override
    public String toString() {
        return place + ": " + problem + "; " + remedy;
    }
}
