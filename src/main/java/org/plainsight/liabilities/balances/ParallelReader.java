package org.plainsight.liabilities.balances;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    static Optional<Balances> read(ArrivingFile csv, BalancesReader rules, ControlRecord control, Progress progress)
            throws IOException {
        Arena memory = Arena.ofShared();
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            return Optional.of(new ParallelReader(rules, control, memory).read(csv, workers, progress));
        } catch (DoubtException | ArithmeticException e) {
            memory.close();
            return Optional.empty();
        } catch (UncheckedIOException e) {
            memory.close();
            throw e.getCause();
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    private Balances read(ArrivingFile csv, Workers workers, Progress progress) throws IOException {
        int header = header(csv);
        parse(csv, header, workers, progress);
        if (accounts.size() == 0 || parsers.stream().mapToLong(RowParser::rows).sum() != control.rows()) {
            throw new DoubtException();
        }
        AccountOrder order = new AccountOrder(accounts, workers);
        List<BalanceColumn> columns = new ColumnJoin(order.ranks(), accounts.size(), memory, workers).join(trees());
        return new Balances(control, order.accounts(memory), rules.entities(), columns, memory);
    }

    /** Each thread takes the next block until one lies beyond the end, or a thread gave up. */
    private void parse(ArrivingFile csv, int header, Workers workers, Progress progress) {
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicBoolean givenUp = new AtomicBoolean();
        workers.run(workers.threads(), () -> {
            RowParser parser = new RowParser(rules, control, accounts, memory, csv.size());
            synchronized (parsers) {
                parsers.add(parser);
            }
            return thread -> {
                boolean sound = false;
                try {
                    while (!givenUp.get() && parser.block(csv, next.getAndAdd(BLOCK), header)) {
                        progress.at("reading", done.addAndGet(BLOCK), csv.expected());
                    }
                    sound = true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    givenUp.compareAndSet(false, !sound);
                }
            };
        });
    }

    /** How long the header's line is. */
    private static int header(ArrivingFile csv) throws IOException {
        byte[] text = new byte[LONGEST_HEADER];
        int length = csv.read(0, text, LONGEST_HEADER);
        for (int i = 0; i < length; i++) {
            if (text[i] == '\n') {
                byte[] line = Arrays.copyOf(text, i + 1);
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
