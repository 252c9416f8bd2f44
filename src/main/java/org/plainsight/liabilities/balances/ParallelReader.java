package org.plainsight.liabilities.balances;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
 * Reads a balances file in blocks, side by side. It knows only files that are plain and sound: at the first doubt (a quote,
 * text beyond ASCII in an account, anything that {@link BalancesReader} might refuse) it gives up, and the exact reader
 * begins anew, which names every defect by row and column. A row never holds a line break, so blocks end at one.
 */
final class ParallelReader {

    static final int BLOCK = 1 << 22;
    private static final byte[] HEADER =
            (String.join(",", BalancesReader.COLUMNS) + "\n").getBytes(StandardCharsets.US_ASCII);

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
        requireHeader(text);
        int blocks = Math.toIntExact((text.byteSize() + BLOCK - 1) / BLOCK);
        AtomicLong done = new AtomicLong();
        workers.run(blocks, () -> {
            RowParser parser = new RowParser(rules, control, accounts, memory, text.byteSize());
            synchronized (parsers) {
                parsers.add(parser);
            }
            return block -> {
                parser.block(text, (long) block * BLOCK, HEADER.length);
                progress.at("reading", Math.min(text.byteSize(), done.addAndGet(BLOCK)), text.byteSize());
            };
        });
        if (accounts.size() == 0 || parsers.stream().mapToLong(RowParser::rows).sum() != control.rows()) {
            throw new DoubtException();
        }
        AccountOrder order = new AccountOrder(accounts);
        return join(order, order.ranks(), workers);
    }

    private static void requireHeader(MemorySegment text) {
        for (int i = 0; i < HEADER.length; i++) {
            if (i >= text.byteSize() || text.get(ValueLayout.JAVA_BYTE, i) != HEADER[i]) {
                throw new DoubtException();
            }
        }
    }

    private Balances join(AccountOrder order, int[] ranks, Workers workers) {
        Map<TreeKey, List<MetColumn>> byTree = new TreeMap<>();
        for (RowParser parser : parsers) {
            parser.columns()
                    .forEach(part -> byTree.computeIfAbsent(part.rules().key(), key -> new ArrayList<>())
                            .add(part));
        }
        for (Map.Entry<TreeKey, List<MetColumn>> tree : byTree.entrySet()) {
            BigInteger declared = control.totals().get(tree.getKey());
            if (!MetColumn.ledgerTotal(tree.getValue(), control.scale().isPresent())
                    .equals(declared)) {
                throw new DoubtException();
            }
        }
        if (byTree.size() != control.totals().size()) {
            throw new DoubtException();
        }
        List<List<MetColumn>> trees = List.copyOf(byTree.values());
        BalanceColumn[] columns = new BalanceColumn[trees.size()];
        Accounts[] ordered = new Accounts[1];
        int size = accounts.size();
        workers.run(columns.length + 1, () -> task -> {
            if (task == 0) {
                ordered[0] = order.accounts(memory);
            } else {
                columns[task - 1] =
                        MetColumn.join(trees.get(task - 1), ranks, size, memory).orElseThrow(DoubtException::new);
            }
        });
        return new Balances(control, ordered[0], rules.entities(), List.of(columns), memory);
    }
}
