package org.plainsight.liabilities.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Adds up what the tasks of a job cost. */
public final class JobCost extends SparkListener {

    private final AtomicLong tasks = new AtomicLong();
    private final AtomicLong processorNanos = new AtomicLong();
    private final AtomicLong shuffledBytes = new AtomicLong();
    private final AtomicLong resultBytes = new AtomicLong();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        TaskMetrics metrics = end.taskMetrics();
        if (metrics != null) {
            tasks.incrementAndGet();
            processorNanos.addAndGet(metrics.executorCpuTime() + metrics.executorDeserializeCpuTime());
            shuffledBytes.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
            resultBytes.addAndGet(metrics.resultSize());
        }
    }

    /** In words, for a job of so many leaves. */
    public String perLeaf(long leaves) {
        return tasks + " tasks; for each leaf " + processorNanos.get() / leaves + " ns of the executors' processors, "
                + tenths(shuffledBytes.get(), leaves) + " bytes shuffled, " + tenths(resultBytes.get(), leaves)
                + " bytes of results";
    }

    private static String tenths(long bytes, long leaves) {
        long tenths = bytes * 10 / leaves;
        return tenths / 10 + "." + tenths % 10;
    }
}
