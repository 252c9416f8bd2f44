package org.plainsight.liabilities.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.IntFunction;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Slices of the driver's columns, one a task, and what each becomes. */
final class SliceRdd<T extends Serializable, R> extends RDD<R> {

    private static final long serialVersionUID = 1L;

    /** What a task does with its slice. */
    interface Work<T, R> extends Serializable {
        Iterator<R> of(int number, T slice);
    }

    private final int slices;
    private final transient @Nullable IntFunction<T> source;
    private final Work<T, R> work;

    SliceRdd(SparkContext spark, int slices, IntFunction<T> source, Work<T, R> work) {
        super(spark, scala.collection.immutable.List$.MODULE$.empty(), anyTag());
        this.slices = slices;
        this.source = source;
        this.work = work;
    }

    static <R> ClassTag<R> anyTag() {
        return ClassTag$.MODULE$.apply(Object.class);
    }

    @Override
    public Partition[] getPartitions() {
        IntFunction<T> columns = java.util.Objects.requireNonNull(source);
        Partition[] partitions = new Partition[slices];
        java.util.Arrays.setAll(partitions, number -> new SlicePartition<>(number, columns));
        return partitions;
    }

    @Override
    @SuppressWarnings("unchecked") // its own partitions
    public scala.collection.Iterator<R> compute(Partition partition, TaskContext context) {
        return CollectionConverters.asScala(work.of(partition.index(), ((SlicePartition<T>) partition).slice()));
    }
}
