package org.plainsight.bench;

import java.nio.file.Path;
import java.util.List;

/** Runs one room's benchmarks and writes {@code target/bench/ROOM.json}. */
final class Main {

    private Main() {}

    public static void main(String[] words) throws Exception {
        List<String> arguments = List.of(words);
        boolean quick = arguments.contains("--quick");
        List<String> rooms =
                arguments.stream().filter(word -> !word.equals("--quick")).toList();
        if (rooms.size() != 1 || !rooms.getFirst().matches("[a-z]+")) {
            System.err.println("usage: bench ROOM [--quick]");
            System.exit(2);
        }
        String room = rooms.getFirst();
        Figures figures = new Figures(System.out);
        benchmarks(room).run(figures, quick);
        figures.write(Path.of("target", "bench", room + ".json"));
        System.exit(0); // nodes and servers of a benchmark leave threads behind
    }

    private static Benchmark benchmarks(String room) throws ReflectiveOperationException {
        try {
            return Class.forName("org.plainsight.bench." + room + ".Benchmarks")
                    .asSubclass(Benchmark.class)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException missing) {
            System.err.println("no benchmarks of '" + room + "'; see src/bench/java/org/plainsight/bench");
            System.exit(2);
            throw missing;
        }
    }
}
