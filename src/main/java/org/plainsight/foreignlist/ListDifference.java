package org.plainsight.foreignlist;

import java.util.List;

/**
 * What changed since the publisher's dated list before.
 *
 * @param joined coins and addresses that were not there, at most {@link #SHOWN_MAX}
 * @param left those that are there no more, at most {@link #SHOWN_MAX}
 */
public record ListDifference(
        ForeignList before, int joinedCount, int leftCount, List<Listed> joined, List<Listed> left) {

    public static final int SHOWN_MAX = 200;

    public record Listed(String label, String address) {}

    public ListDifference {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }
}
