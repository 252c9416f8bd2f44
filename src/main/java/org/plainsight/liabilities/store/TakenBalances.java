package org.plainsight.liabilities.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesImport.Input;
import org.plainsight.liabilities.LiabilitiesImport.Source;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.balances.ArrivingFile;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.BalancesReader;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.merkle.Hash32;

/**
 * An input copied, so that nobody can change it while it is read twice, and read while the copy is taken.
 *
 * @param digest of balances and control record, hex
 * @param balances empty where they were refused
 * @param refusal why they were
 */
record TakenBalances(String digest, Optional<Balances> balances, Optional<MalformedBalancesException> refusal)
        implements AutoCloseable {

    private static final int MAX_CONTROL_BYTES = 4 * 1024 * 1024;

    /** @throws MalformedBalancesException where no copy could be taken */
    static TakenBalances take(
            Input input,
            SnapshotDirectory to,
            long limit,
            KnownAssets assets,
            LiabilitiesPolicy policy,
            Progress progress)
            throws IOException {
        byte[] control = BalancesCopy.take(new Source.File(input.control()), to.control(), MAX_CONTROL_BYTES);
        try (ArrivingFile file = ArrivingFile.create(to.balances())) {
            FutureTask<byte[]> copy = new FutureTask<>(() -> BalancesCopy.take(input.source(), file, limit));
            Thread.ofPlatform().name("balances-copy").daemon().start(copy);
            Balances read = null;
            MalformedBalancesException refusal = null;
            boolean taken = false;
            try {
                try {
                    read = BalancesReader.read(
                            file, Files.readAllBytes(to.control()), assets, policy, input.entity(), progress);
                } catch (MalformedBalancesException e) {
                    refusal = e;
                } catch (ArrivingFile.BrokenOffException e) {
                    // the copy says why
                }
                String digest = Hash32.sha256(join(copy), control).toHex();
                taken = true;
                return new TakenBalances(digest, Optional.ofNullable(read), Optional.ofNullable(refusal));
            } finally {
                if (!taken) {
                    close(read);
                }
            }
        }
    }

    private static byte[] join(FutureTask<byte[]> copy) throws IOException {
        try {
            return copy.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the input was copied", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IOException(e);
            }
        }
    }

    /** @throws MalformedBalancesException naming every defect found */
    Balances accepted() {
        refusal.ifPresent(e -> {
            throw e;
        });
        return balances.orElseThrow();
    }

    @Override
    public void close() {
        close(balances.orElse(null));
    }

    private static void close(@Nullable Balances balances) {
        if (balances != null) {
            balances.close();
        }
    }
}
