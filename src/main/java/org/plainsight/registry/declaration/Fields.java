package org.plainsight.registry.declaration;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.Json;
import org.plainsight.evidence.BlockRef;

/** The members of one JSON object. What is missing or wrong becomes a finding, and the reading goes on. */
final class Fields {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int TEXT_MAX = 500;

    private final Json.Obj object;
    private final String place;
    private final String prefix;
    private final Findings findings;

    Fields(Json.Obj object, String place, String prefix, Findings findings) {
        this.object = object;
        this.place = place;
        this.prefix = prefix;
        this.findings = findings;
    }

    String place() {
        return place;
    }

    Findings findings() {
        return findings;
    }

    void wrong(String name, String problem, String remedy) {
        findings.add(place, prefix + name, problem, remedy);
    }

    boolean has(String name) {
        return object.find(name).isPresent();
    }

    void allowOnly(Set<String> names) {
        for (String name : object.members().keySet()) {
            if (!names.contains(name)) {
                wrong(
                        shown(name),
                        "unknown member",
                        "known are " + names.stream().sorted().toList());
            }
        }
    }

    /** Empty after a finding when absent. */
    <T> Optional<T> need(String name, Function<String, Optional<T>> reader) {
        if (!has(name)) {
            wrong(name, "missing", "add it");
            return Optional.empty();
        }
        return reader.apply(name);
    }

    Optional<String> string(String name) {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Str)) {
            wrong(name, "not a string", "write it in quotes");
            return Optional.empty();
        }
        return value.map(Json::asText);
    }

    Optional<String> matching(String name, Pattern pattern, String remedy) {
        Optional<String> value = string(name);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            wrong(name, "'" + shown(value.get()) + "' is not allowed", remedy);
            return Optional.empty();
        }
        return value;
    }

    /** A sentence for people: no control, bidirectional, unassigned or private characters. */
    Optional<String> sentence(String name) {
        Optional<String> value = string(name);
        if (value.isPresent() && !isSentence(value.get())) {
            wrong(
                    name,
                    "'" + shown(value.get()) + "' is no plain text",
                    "write 1 to " + TEXT_MAX + " visible characters, without control or bidirectional ones");
            return Optional.empty();
        }
        return value;
    }

    private static boolean isSentence(String text) {
        return !text.isBlank()
                && text.length() <= TEXT_MAX
                && text.codePoints().allMatch(c -> c == ' ' || isVisible(c));
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A constant's lower-case word. */
    <E extends Enum<E>> Optional<E> word(String name, E[] constants, Function<E, String> word) {
        Optional<String> value = string(name);
        List<String> words = new ArrayList<>();
        for (E constant : constants) {
            if (value.isPresent() && word.apply(constant).equals(value.get())) {
                return Optional.of(constant);
            }
            words.add(word.apply(constant));
        }
        value.ifPresent(v -> wrong(name, "'" + shown(v) + "' is not known", "write one of " + words));
        return Optional.empty();
    }

    Optional<Long> integer(String name, long min, long max) {
        Optional<Json> value = object.find(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Json.Int(long number) && number >= min && number <= max) {
            return Optional.of(number);
        }
        wrong(name, "not a whole number from " + min + " to " + max, "write it without quotes or a point");
        return Optional.empty();
    }

    Optional<Instant> time(String name) {
        return parsed(name, Instant::parse, "write a UTC time like 2026-11-01T12:00:00Z");
    }

    Optional<AssetId> asset(String name) {
        return parsed(name, AssetId::parse, "write CAIP-19, like eip155:1/slip44:60");
    }

    <T> Optional<T> parsed(String name, Function<String, T> parser, String remedy) {
        return string(name).flatMap(value -> {
            try {
                return Optional.of(parser.apply(value));
            } catch (MalformedIdentifierException | DateTimeException e) {
                wrong(name, "'" + shown(value) + "' cannot be read", remedy);
                return Optional.empty();
            }
        });
    }

    Optional<Fields> object(String name) {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Obj)) {
            wrong(name, "not an object", "write it in braces");
            return Optional.empty();
        }
        return value.map(v -> new Fields(Json.asObject(v), place, prefix + name + ".", findings));
    }

    Optional<BlockRef> block(String name, ChainId chain) {
        return object(name).flatMap(o -> {
            o.allowOnly(Set.of("height", "hash", "time"));
            Optional<Long> height = o.need("height", n -> o.integer(n, 0, Json.MAX_INTEGER));
            Optional<String> hash = o.need("hash", n -> o.matching(n, HASH, "write 64 lower-case hex digits"));
            Optional<Instant> time = o.need("time", o::time);
            return height.isPresent() && hash.isPresent() && time.isPresent()
                    ? Optional.of(new BlockRef(chain, height.get(), hash.get(), time.get()))
                    : Optional.empty();
        });
    }

    List<Fields> objects(String name, int max) {
        List<Fields> all = new ArrayList<>();
        for (Json item : items(name, max)) {
            if (item instanceof Json.Obj o) {
                all.add(new Fields(o, place, prefix + name + "[" + all.size() + "].", findings));
            } else {
                wrong(name, "holds something that is no object", "write objects in braces");
            }
        }
        return all;
    }

    List<String> strings(String name, int max) {
        List<String> all = new ArrayList<>();
        for (Json item : items(name, max)) {
            if (item instanceof Json.Str(String text)) {
                all.add(text);
            } else {
                wrong(name, "holds something that is no string", "write strings in quotes");
            }
        }
        return all;
    }

    private List<Json> items(String name, int max) {
        Optional<Json> value = object.find(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Json.Arr(List<Json> items))) {
            wrong(name, "not a list", "write it in square brackets");
            return List.of();
        }
        if (items.size() > max) {
            wrong(name, items.size() + " items", "at most " + max + " are allowed");
            return List.of();
        }
        return items;
    }

    /** A value short and tame enough for a message. */
    static String shown(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().limit(80).forEach(c -> text.appendCodePoint(isVisible(c) ? c : '�'));
        return text.append(value.length() > 80 ? "…" : "").toString();
    }
}
