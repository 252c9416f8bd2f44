package org.plainsight.liabilities.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.BiConsumer;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Runs one task for each partition and hands over what each came to as soon as it is there, in any order. */
final class ResultJob {

    private ResultJob() {}

    /** What a task makes of its partition. */
    interface Task<T, R> extends Serializable {
        R of(int partition, Iterator<T> records);
    }

    static <T, R> void run(RDD<T> rdd, Task<T, R> task, BiConsumer<Integer, R> taker) {
        rdd.context().runJob(rdd, new TaskFunction<>(task), new Handler<>(taker), SliceRdd.<R>anyTag());
    }

    private static final class TaskFunction<T, R>
            extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, R> implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Task<T, R> task;

        TaskFunction(Task<T, R> task) {
            this.task = task;
        }

        @Override
        public R apply(TaskContext context, scala.collection.Iterator<T> records) {
            return task.of(context.partitionId(), CollectionConverters.asJava(records));
        }
    }

    private static final class Handler<R> extends AbstractFunction2<Object, R, BoxedUnit> {
        private final BiConsumer<Integer, R> taker;

        Handler(BiConsumer<Integer, R> taker) {
            this.taker = taker;
        }

        @Override
        public BoxedUnit apply(Object partition, R result) {
            taker.accept((Integer) partition, result);
            return BoxedUnit.UNIT;
        }
    }
}
