package org.plainsight.liabilities.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.plainsight.liabilities.LiabilitiesImport.Source;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.balances.ArrivingFile;
import org.plainsight.merkle.Hash32;

/**
 * One copy of the input as plain CSV, forced to the disk, whatever it came as; no longer than a limit. It may be read while
 * it is taken.
 */
final class BalancesCopy {

    private static final int GZIP = 0x1f8b;
    private static final int BUFFER = 1 << 18;

    private BalancesCopy() {}

    /**
     * @return SHA-256 of the copy
     * @throws MalformedBalancesException where there is no such input, or too much of it
     */
    static byte[] take(Source source, ArrivingFile to, long limit) throws IOException {
        MessageDigest digest = Hash32.sha256Digest();
        try {
            OutputStream out =
                    new BufferedOutputStream(new Limited(new DigestOutputStream(to.writer(), digest), limit), BUFFER);
            switch (source) {
                case Source.File(Path path) -> copyFile(path, to, out);
                case Source.Parquet(Path path) -> ParquetBalances.copy(path, out, ParquetBalances.PATIENCE);
                case Source.Query query -> copyQuery(query, out);
            }
            out.flush();
            to.end();
            to.force();
            return digest.digest();
        } finally {
            to.breakOff();
        }
    }

    /** The same of what nobody reads before it is whole. */
    static byte[] take(Source source, Path to, long limit) throws IOException {
        try (ArrivingFile file = ArrivingFile.create(to)) {
            return take(source, file, limit);
        }
    }

    private static void copyFile(Path from, ArrivingFile to, OutputStream out) throws IOException {
        if (Files.isDirectory(from)) {
            throw refused(from + " is a directory", "name the file itself");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(from), BUFFER)) {
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            if (magic == GZIP) {
                new GZIPInputStream(in, BUFFER).transferTo(out);
            } else {
                to.expect(Files.size(from));
                in.transferTo(out);
            }
        } catch (NoSuchFileException e) {
            throw refused(
                    "there is no file " + from,
                    "put it there, or correct its name (a control record is named with --control)");
        } catch (EOFException | ZipException e) {
            throw refused("the gzip of " + from + " is damaged: " + e.getMessage(), "compress or copy it again");
        }
    }

    private static void copyQuery(Source.Query query, OutputStream out) throws IOException {
        try {
            LedgerQuery.copy(query, out);
        } catch (SQLException e) {
            throw refused("the ledger's database answers: " + e.getMessage(), "check --jdbc, user, password and query");
        }
    }

    static MalformedBalancesException refused(String problem, String remedy) {
        return new MalformedBalancesException("input", problem, remedy);
    }

    /** Refuses what is longer than the limit, as soon as it is: a few bytes of gzip may stand for gigabytes. */
    private static final class Limited extends FilterOutputStream {
        private final long limit;
        private long written;

        Limited(OutputStream out, long limit) {
            super(out);
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(int more) {
            written += more;
            if (written > limit) {
                throw refused("longer than " + limit + " bytes", "raise plainsight.liabilities.max-file-bytes");
            }
        }
    }
}
