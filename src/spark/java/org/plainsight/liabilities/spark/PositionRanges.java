package org.plainsight.liabilities.spark;

import org.apache.spark.Partitioner;
import org.apache.spark.broadcast.Broadcast;
import org.plainsight.liabilities.tree.TreePlan;

/** Blocks by ranges of tree positions. */
final class PositionRanges extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int ranges;
    private final Broadcast<TreePlan> plan;

    PositionRanges(int ranges, Broadcast<TreePlan> plan) {
        this.ranges = ranges;
        this.plan = plan;
    }

    @Override
    public int numPartitions() {
        return ranges;
    }

    @Override
    public int getPartition(Object block) {
        return plan.value().range((Integer) block, ranges);
    }
}
