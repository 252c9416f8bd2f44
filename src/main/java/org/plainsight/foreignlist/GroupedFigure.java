package org.plainsight.foreignlist;

import java.math.BigDecimal;

/** Whole coins for people: all digits, grouped by three before the point. */
public final class GroupedFigure {

    private GroupedFigure() {}

    public static String of(BigDecimal figure) {
        String plain = figure.abs().toPlainString();
        int point = plain.indexOf('.');
        StringBuilder text = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
        for (int i = text.length() - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        if (point >= 0) {
            text.append(plain, point, plain.length());
        }
        return figure.signum() < 0 ? "−" + text : text.toString();
    }
}
