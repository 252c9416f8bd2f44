package org.plainsight.bench;

/**
 * One measured figure.
 *
 * @param unit of value and limit alike, such as {@code s} or {@code MB/s}
 * @param limit what the machine could do at best, measured in the same run
 * @param ratio how close the value came to the limit: 1 is the limit, less is slower
 */
public record Figure(String name, double value, String unit, double limit, double ratio) {}
