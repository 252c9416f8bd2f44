package org.plainsight.reserves;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The ratios of one asset over the snapshots as a line, oldest left. Where a ratio is unknown the line is broken; it
 * is never drawn through.
 *
 * @param path of the line, in SVG's words
 * @param level height of 100 % in the picture
 */
public record RatioChart(String symbol, List<Point> points, String path, int level, String highest, String lowest) {

    static final int WIDTH = 600;
    static final int HEIGHT = 140;
    private static final int MARGIN = 12;

    public record Point(int x, int y, String ratio) {}

    public RatioChart {
        points = List.copyOf(points);
    }

    /** @param ratios oldest first; empty when fewer than two are known */
    public static Optional<RatioChart> of(String symbol, List<Optional<String>> ratios) {
        List<BigDecimal> known =
                ratios.stream().flatMap(Optional::stream).map(BigDecimal::new).toList();
        if (known.size() < 2) {
            return Optional.empty();
        }
        BigDecimal top = Collections.max(known).max(BigDecimal.ONE);
        BigDecimal bottom = Collections.min(known).min(BigDecimal.ONE);
        BigDecimal span = top.subtract(bottom).max(new BigDecimal("0.02"));
        List<Point> points = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < ratios.size(); i++) {
            Optional<String> ratio = ratios.get(i);
            if (ratio.isEmpty()) {
                pen = false;
                continue;
            }
            int x = MARGIN + (WIDTH - 2 * MARGIN) * i / (ratios.size() - 1);
            Point point = new Point(x, y(new BigDecimal(ratio.get()), bottom, span), ratio.get());
            points.add(point);
            path.append(pen ? 'L' : 'M').append(point.x()).append(' ').append(point.y());
            pen = true;
        }
        return Optional.of(new RatioChart(
                symbol,
                points,
                path.toString(),
                y(BigDecimal.ONE, bottom, span),
                Collections.max(known).toPlainString(),
                Collections.min(known).toPlainString()));
    }

    private static int y(BigDecimal ratio, BigDecimal bottom, BigDecimal span) {
        return HEIGHT
                - MARGIN
                - ratio.subtract(bottom)
                        .multiply(BigDecimal.valueOf(HEIGHT - 2L * MARGIN))
                        .divide(span, 0, RoundingMode.HALF_UP)
                        .intValueExact();
    }
}
