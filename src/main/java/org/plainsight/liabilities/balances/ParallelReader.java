package org.plainsight.liabilities.balances;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.plainsight.liabilities.Progress;
import org.plainsight.merkle.batch.Workers;

/**
 * Reads a balances file in blocks, side by side. It knows only files that are plain and sound: at the first doubt (a quote
 * inside a field, text beyond ASCII in an account, anything that {@link BalancesReader} might refuse) it gives up, and the
 * exact reader begins anew, which names every defect by row and column. A row never holds a line break, so blocks end at
 * one.
 */
final class ParallelReader {

    static final int BLOCK = 1 << 22;
    private static final int LONGEST_HEADER = 256;

    /** Something that only the exact reader can judge. */
    static final class DoubtException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DoubtException() {
            super("left to the exact reader", null, false, false);
        }
    }

    private final BalancesReader rules;
    private final ControlRecord control;
    private final Arena memory;
    private final AccountShards accounts;
    private final List<RowParser> parsers = new ArrayList<>();

    private ParallelReader(BalancesReader rules, ControlRecord control, Arena memory) {
        this.rules = rules;
        this.control = control;
        this.memory = memory;
        this.accounts = new AccountShards(memory);
    }

    /** Empty where the exact reader has to look. */
    @SuppressWarnings("MustBeClosedChecker") // closed with the Balances, or here
    static Optional<Balances> read(Path csv, BalancesReader rules, ControlRecord control, Progress progress)
            throws IOException {
        Arena memory = Arena.ofShared();
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
                Arena mapping = Arena.ofShared();
                FileChannel channel = FileChannel.open(csv, StandardOpenOption.READ)) {
            MemorySegment text = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping);
            return Optional.of(new ParallelReader(rules, control, memory).read(text, workers, progress));
        } catch (DoubtException | ArithmeticException e) {
            memory.close();
            return Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    private Balances read(MemorySegment text, Workers workers, Progress progress) {
        int header = header(text);
        int blocks = Math.toIntExact((text.byteSize() + BLOCK - 1) / BLOCK);
        AtomicLong done = new AtomicLong();
        workers.run(blocks, () -> {
            RowParser parser = new RowParser(rules, control, accounts, memory, text.byteSize());
            synchronized (parsers) {
                parsers.add(parser);
            }
            return block -> {
                parser.block(text, (long) block * BLOCK, header);
                progress.at("reading", Math.min(text.byteSize(), done.addAndGet(BLOCK)), text.byteSize());
            };
        });
        if (accounts.size() == 0 || parsers.stream().mapToLong(RowParser::rows).sum() != control.rows()) {
            throw new DoubtException();
        }
        AccountOrder order = new AccountOrder(accounts, workers);
        List<BalanceColumn> columns = new ColumnJoin(order.ranks(), accounts.size(), memory, workers).join(trees());
        return new Balances(control, order.accounts(memory), rules.entities(), columns, memory);
    }

    /** How long the header's line is. */
    private static int header(MemorySegment text) {
        for (int i = 0; i < Math.min(LONGEST_HEADER, text.byteSize()); i++) {
            if (text.get(ValueLayout.JAVA_BYTE, i) == '\n') {
                byte[] line = text.asSlice(0, i + 1).toArray(ValueLayout.JAVA_BYTE);
                return CsvRecords.only(line)
                        .filter(BalancesReader.COLUMNS::equals)
                        .map(sound -> line.length)
                        .orElseThrow(DoubtException::new);
            }
        }
        throw new DoubtException();
    }

    /** What was met of each tree, with the totals that the control record declares. */
    private List<List<MetColumn>> trees() {
        Map<TreeKey, List<MetColumn>> byTree = new TreeMap<>();
        for (RowParser parser : parsers) {
            parser.columns()
                    .forEach(part -> byTree.computeIfAbsent(part.rules().key(), key -> new ArrayList<>())
                            .add(part));
        }
        if (byTree.size() != control.totals().size()) {
            throw new DoubtException();
        }
        for (Map.Entry<TreeKey, List<MetColumn>> tree : byTree.entrySet()) {
            BigInteger declared = control.totals().get(tree.getKey());
            if (!MetColumn.ledgerTotal(tree.getValue(), control.scale().isPresent())
                    .equals(declared)) {
                throw new DoubtException();
            }
        }
        return List.copyOf(byTree.values());
    }
}
