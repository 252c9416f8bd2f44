package org.plainsight.bench.feed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.plainsight.bench.Figures;
import org.plainsight.chain.ChainReaders;
import org.plainsight.log.store.BenchLog;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.portal.MemoryAddressBook;
import org.plainsight.registry.AddressFormat;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.Comparison;
import org.plainsight.registry.DisputeLedger;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.DeclarationReader;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftMaker;
import org.plainsight.registry.store.BenchDrafts;

/**
 * How long a registry takes from its files to a draft in PostgreSQL that people can read: copied, every line parsed, every
 * signature checked, compared, written.
 */
final class ImportFigures {

    private static final int WANTED_ROWS = 700_000;
    private static final double WANTED_SECONDS = 60;

    void run(Figures figures, boolean quick) throws Exception {
        int rows = quick ? WANTED_ROWS / 10 : WANTED_ROWS;
        Path home = Files.createTempDirectory("plainsight-import");
        Path folder = write(home.resolve("registry"), rows);
        try (BenchLog database = new BenchLog(home.resolve("postgres"), "import");
                ExecutorService checkers =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            DraftMaker maker = maker(database, checkers);
            if (quick) {
                make(database, maker, folder); // warms the compiler up; a full run warms itself up
            }
            long start = System.nanoTime();
            Draft draft = make(database, maker, folder);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (draft.impact().touched() != rows || draft.impact().held() != 0) {
                throw new IllegalStateException("not every row joined with a valid signature: " + draft.impact());
            }
            figures.time("registry.import", seconds, "s", WANTED_SECONDS * rows / WANTED_ROWS);
            figures.note(rows + " signed rows of " + Files.size(folder.resolve("addresses/a.jsonl")) / 1_000_000
                    + " MB, " + Math.round(rows / seconds) + " rows/s on "
                    + Runtime.getRuntime().availableProcessors() + " cores; the limit beside it is the time wanted");
        }
    }

    private static Draft make(BenchLog database, DraftMaker maker, Path folder) {
        return database.inTransaction(() -> {
            try {
                return maker.make(
                        new DeclaredFolder(folder),
                        Registrar.Mode.STRICT,
                        new Comparison.Dates(Instant.parse("2026-11-22T10:00:00Z"), SignedRows.TODAY),
                        row -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static DraftMaker maker(BenchLog database, ExecutorService checkers) {
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node"))),
                (chain, height, hash) -> KnownBlocks.Answer.MATCHES);
        return new DraftMaker(
                new DeclarationReader((chain, address) -> new AddressFormat.Fine(Optional.empty())),
                new Registrar(
                        verifier, (chain, height, hash) -> Optional.empty(), SignedRows.DOMAIN, DisputeLedger.NONE),
                BenchDrafts.over(database.dataSource()),
                new MemoryAddressBook(),
                new NoAssets(),
                new NoHoldings(),
                new ChainReaders(List.of()),
                checkers);
    }

    private static Path write(Path folder, int rows) throws IOException {
        Files.createDirectories(folder.resolve("addresses"));
        Files.writeString(folder.resolve("entities.jsonl"), "{\"name\":\"" + SignedRows.ENTITY + "\"}\n");
        Files.writeString(folder.resolve("assets.jsonl"), "");
        List<String> lines = LongStream.range(0, rows)
                .parallel()
                .mapToObj(ImportFigures::line)
                .toList();
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("addresses/a.jsonl"))) {
            for (String line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
        return folder;
    }

    private static String line(long number) {
        SignedRows.Signed signed = SignedRows.of(number);
        return "{\"id\":\"a-" + number + "\",\"address\":\"" + signed.account() + "\",\"claim\":\"owned\",\"entity\":\""
                + SignedRows.ENTITY
                + "\",\"role\":\"deposit\",\"purpose\":\"client\",\"evidence\":[{\"method\":\"eip191\",\"message\":\""
                + signed.message().replace("\n", "\\n") + "\",\"signatures\":[\"" + signed.signature() + "\"]}]}";
    }

    /** None pinned yet. */
    private static final class NoAssets implements AssetBook {
        @Override
        public List<PinnedAsset> assets() {
            return List.of();
        }

        @Override
        public Optional<PinnedAsset> find(org.plainsight.asset.AssetId id) {
            return Optional.empty();
        }

        @Override
        public void replace(List<PinnedAsset> assets) {
            throw new UnsupportedOperationException("staging pins nothing");
        }
    }

    private static final class NoHoldings implements ClaimedHoldings {
        @Override
        public List<ClaimedHolding> current() {
            return List.of();
        }

        @Override
        public void replace(List<ClaimedHolding> holdings) {
            throw new UnsupportedOperationException("staging claims nothing");
        }
    }
}
