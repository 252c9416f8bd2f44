package org.plainsight.liabilities.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.SecondPath;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.liabilities.tree.SnapshotDirectory;

/** A directory that another machine built, taken for nothing until its copy has been compared with its input. */
final class BuiltElsewhere {

    private static final long MAX_RECORD_BYTES = 64L << 20;
    private static final String AGAIN = "build it again from this input";

    private final SnapshotDirectory from;
    private final BuildRecord record;

    /** @throws MalformedBalancesException where its record cannot be read, or its files are not those of a build */
    BuiltElsewhere(SnapshotDirectory from) {
        this.from = from;
        if (!Files.isDirectory(from.path())) {
            throw new MalformedBalancesException(
                    "the directory", "there is none at " + from.path(), "name the one that ./plainsight spark wrote");
        }
        this.record = readable("build.json", () -> {
            if (Files.size(from.buildRecord()) > MAX_RECORD_BYTES) {
                throw new IOException("longer than " + MAX_RECORD_BYTES + " bytes");
            }
            return SnapshotBuild.readRecord(from);
        });
        readable("the directory", () -> {
            requireFiles();
            return from;
        });
    }

    /** Links, pipes and whatever a build does not leave there may be meant to end up in the portal's directory. */
    private void requireFiles() throws IOException {
        Set<String> missing = SnapshotDirectory.fileNames(record.trees().size());
        try (Stream<Path> entries = Files.list(from.path())) {
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                if (!missing.remove(name)) {
                    throw new MalformedBalancesException(name, "no build leaves this here", "move it elsewhere");
                }
                if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    throw new MalformedBalancesException(name, "not a plain file", "put the file itself there");
                }
            }
        }
        for (String name : missing) {
            throw new MalformedBalancesException(name, "missing", "bring the whole directory, or " + AGAIN);
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    BuildRecord record() {
        return record;
    }

    /** Whether it was built with what this portal declares: assets' decimals, and the policy of chunks. */
    void compare(Balances balances, ChunkPolicy chunks) {
        if (!record.chunks().equals(chunks)) {
            throw new MalformedBalancesException(
                    "build.json", "chunks of another policy than this portal's", "build it with the same policy");
        }
        List<BalanceColumn> columns = balances.columns();
        boolean sameTrees = columns.size() == record.trees().size();
        for (int i = 0; sameTrees && i < columns.size(); i++) {
            sameTrees = isOf(record.trees().get(i), columns.get(i), i);
        }
        if (!sameTrees) {
            throw new MalformedBalancesException(
                    "build.json",
                    "other trees, leaves or decimals than the input gives with the assets declared here",
                    "build it with the decimals of the address registry");
        }
    }

    private static boolean isOf(Snapshot.Tree tree, BalanceColumn column, int index) {
        return tree.index() == index
                && tree.asset().equals(column.key().asset())
                && tree.kind() == column.key().kind()
                && tree.decimals() == column.decimals()
                && tree.total().units().equals(column.total());
    }

    /**
     * Copies it beside its input and compares every file with that on the second path.
     *
     * @param to where balances and control record lie already
     */
    void copyAndCheck(SnapshotDirectory to, Progress progress) {
        readable("the directory", () -> {
            to.copyBuilt(from, record.trees().size());
            to.writeRecord(record);
            SnapshotBuild.check(to, record, progress);
            return record;
        });
    }

    /** Files of strangers fail in many ways; each of them means that they are not what they should be. */
    private static <T> T readable(String place, Reading<T> reading) {
        try {
            return reading.read();
        } catch (MalformedBalancesException e) {
            throw e;
        } catch (SecondPath.DisagreementException e) {
            throw new MalformedBalancesException(e.file(), e.difference(), AGAIN);
        } catch (IOException | UncheckedIOException e) {
            throw new MalformedBalancesException(place, "cannot be read: " + e.getMessage(), AGAIN);
        } catch (RuntimeException e) {
            throw new MalformedBalancesException(place, String.valueOf(e.getMessage()), AGAIN);
        }
    }
}
