package org.plainsight.feed.web;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;

/** Hands what is new to any number of listeners; all of them share one look per tick. Safe for use by several threads. */
final class Broadcast<T> {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int BATCH = 200;

    /** Where the items come from. */
    interface Source<T> {
        /** The number of the newest item there may be. */
        long last();

        /** Items with numbers above {@code cursor} and up to {@code last}, in order. */
        List<T> after(long cursor, long last, int limit);
    }

    private final Source<T> source;
    private final ToLongFunction<T> number;
    private final Multi<Long> ticks;
    private final AtomicReference<Recent<T>> recent = new AtomicReference<>(new Recent<>(-1, Map.of()));

    /** What listeners at one place are given next, read once for all of them. */
    private record Recent<T>(long last, Map<Long, List<T>> byCursor) {}

    Broadcast(Source<T> source, ToLongFunction<T> number) {
        this.source = source;
        this.number = number;
        this.ticks = Multi.createFrom()
                .ticks()
                .every(TICK)
                .onOverflow()
                .drop()
                // a clock ticks on the event loop, which must not wait for the database
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> source.last())
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** Everything behind a number, and then what comes. */
    Multi<T> behind(long from) {
        AtomicLong cursor = new AtomicLong(from);
        return ticks.onOverflow().drop().onItem().transformToIterable(last -> next(cursor, last));
    }

    private List<T> next(AtomicLong cursor, long last) {
        if (cursor.get() >= last) {
            return List.of();
        }
        List<T> items = shared(cursor.get(), last);
        cursor.set(items.size() < BATCH ? last : number.applyAsLong(items.getLast()));
        return items;
    }

    private List<T> shared(long cursor, long last) {
        Recent<T> kept = recent.updateAndGet(r -> r.last() == last ? r : new Recent<>(last, new ConcurrentHashMap<>()));
        return kept.byCursor().computeIfAbsent(cursor, c -> source.after(c, last, BATCH));
    }
}
