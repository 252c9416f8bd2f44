package org.plainsight.disclosure;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The part of JSON that statements are written in: no floating point, whole numbers within ±(2^53 − 1), members sorted
 * as RFC 8785 asks. Amounts are strings.
 */
public sealed interface Json {

    /** The largest whole number every JSON reader keeps exactly (RFC 8785, I-JSON). */
    long MAX_INTEGER = (1L << 53) - 1;

    record Obj(SortedMap<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        public Optional<Json> find(String name) {
            Json value = members.get(name);
            return value == null || value instanceof Null ? Optional.empty() : Optional.of(value);
        }

        private Json need(String name) {
            return find(name).orElseThrow(() -> new MalformedStatementException("missing member '" + name + "'"));
        }

        public String text(String name) {
            return as(Str.class, name, need(name), "a string").value();
        }

        public Optional<String> optionalText(String name) {
            return find(name).map(v -> as(Str.class, name, v, "a string").value());
        }

        public long integer(String name) {
            return as(Int.class, name, need(name), "a whole number").value();
        }

        public Obj object(String name) {
            return as(Obj.class, name, need(name), "an object");
        }

        public Optional<Obj> optionalObject(String name) {
            return find(name).map(v -> as(Obj.class, name, v, "an object"));
        }

        public Instant time(String name) {
            return parseTime(name, text(name));
        }

        public <T> List<T> list(String name, Function<Json, T> reader) {
            return find(name).map(v -> as(Arr.class, name, v, "a list").items()).orElse(List.of()).stream()
                    .map(reader)
                    .toList();
        }

        /** Refuses members that a format does not know. */
        public void allowOnly(String... names) {
            List<String> known = List.of(names);
            for (String name : members.keySet()) {
                if (!known.contains(name)) {
                    throw new MalformedStatementException("unknown member '" + name + "'; known are " + known);
                }
            }
        }

        /** A time has one text, or a file could be varied without breaking it. */
        private static Instant parseTime(String name, String value) {
            try {
                Instant time = Instant.parse(value);
                if (time.toString().equals(value)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // told below, like a time in another spelling
            }
            throw new MalformedStatementException(
                    "member '" + name + "' is no UTC time like 2026-01-31T23:59:59Z: '" + value + "'");
        }

        private static <T extends Json> T as(Class<T> type, String name, Json value, String expected) {
            if (!type.isInstance(value)) {
                throw new MalformedStatementException("member '" + name + "' must be " + expected);
            }
            return type.cast(value);
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value) implements Json {}

    record Int(long value) implements Json {
        public Int {
            if (value > MAX_INTEGER || value < -MAX_INTEGER) {
                throw new MalformedStatementException("whole number beyond ±(2^53-1): " + value);
            }
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    static Json.Obj asObject(Json value) {
        if (value instanceof Obj object) {
            return object;
        }
        throw new MalformedStatementException("expected an object");
    }

    static String asText(Json value) {
        if (value instanceof Str(String text)) {
            return text;
        }
        throw new MalformedStatementException("expected a string");
    }

    static long asInteger(Json value) {
        if (value instanceof Int(long number)) {
            return number;
        }
        throw new MalformedStatementException("expected a whole number");
    }

    static Builder object() {
        return new Builder();
    }

    static <T> Arr array(List<T> items, Function<T, Json> writer) {
        List<Json> values = new ArrayList<>(items.size());
        for (T item : items) {
            values.add(writer.apply(item));
        }
        return new Arr(values);
    }

    /** Collects members; an absent optional writes no member at all. */
    final class Builder {
        private final TreeMap<String, Json> members = new TreeMap<>();

        public Builder put(String name, Json value) {
            members.put(name, value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, new Str(value));
        }

        public Builder put(String name, long value) {
            return put(name, new Int(value));
        }

        public Builder put(String name, Instant value) {
            return put(name, new Str(value.toString()));
        }

        public Builder putOptional(String name, Optional<? extends Json> value) {
            value.ifPresent(v -> put(name, v));
            return this;
        }

        public Builder putText(String name, Optional<String> value) {
            return putOptional(name, value.map(Str::new));
        }

        public Obj build() {
            return new Obj(members);
        }
    }
}
