package org.plainsight.liabilities.spark;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.spark.Partition;
import org.jspecify.annotations.Nullable;

/** One slice of the input, taken from the driver's columns when its task is sent, so the heap holds but what is on its way. */
final class SlicePartition<T extends Serializable> implements Partition {

    private static final long serialVersionUID = 1L;

    private final int number;
    private transient @Nullable IntFunction<T> source;
    private transient @Nullable T slice;

    SlicePartition(int number, IntFunction<T> source) {
        this.number = number;
        this.source = source;
    }

    @Override
    public int index() {
        return number;
    }

    T slice() {
        T sent = slice;
        return sent != null ? sent : Objects.requireNonNull(source).apply(number);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeUnshared(slice());
    }

    @SuppressWarnings("unchecked") // written above
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        slice = (T) in.readUnshared();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlicePartition<?> partition && partition.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
