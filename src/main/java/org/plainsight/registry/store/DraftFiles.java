package org.plainsight.registry.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;
import org.plainsight.registry.declaration.DeclaredFiles;
import org.plainsight.registry.declaration.Fingerprint;

/** The files of a draft, in compressed parts of the database, read one part at a time. */
final class DraftFiles implements DeclaredFiles {

    private static final int PART_BYTES = 4 << 20;

    private final DataSource database;
    private final long draft;

    DraftFiles(DataSource database, long draft) {
        this.database = database;
        this.draft = draft;
    }

    /** @return the fingerprint of what was written */
    static String write(Connection connection, long draft, DeclaredFiles files) throws SQLException, IOException {
        Fingerprint fingerprint = new Fingerprint();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO registry_draft_file VALUES (?, ?, ?, ?)")) {
            int part = 0;
            for (String name : files.names()) {
                try (InputStream in = files.open(name)) {
                    byte[] bytes = in.readNBytes(PART_BYTES);
                    do {
                        fingerprint.add(bytes, bytes.length);
                        insert.setLong(1, draft);
                        insert.setInt(2, part++);
                        insert.setString(3, name);
                        insert.setBytes(4, deflated(bytes));
                        insert.executeUpdate();
                        bytes = in.readNBytes(PART_BYTES);
                    } while (bytes.length > 0);
                }
                fingerprint.endOf(name);
            }
        }
        return fingerprint.hex();
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        Deflater quick = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (OutputStream out = new DeflaterOutputStream(packed, quick, 1 << 16)) {
            out.write(bytes);
        } finally {
            quick.end();
        }
        return packed.toByteArray();
    }

    @Override
    public List<String> names() {
        return RegistryStoreException.told(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT name FROM registry_draft_file WHERE draft = ? GROUP BY name ORDER BY name COLLATE \"C\"")) {
                query.setLong(1, draft);
                List<String> names = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                return names;
            }
        });
    }

    @Override
    public InputStream open(String name) {
        List<Integer> parts = RegistryStoreException.told(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT part FROM registry_draft_file WHERE draft = ? AND name = ? ORDER BY part")) {
                query.setLong(1, draft);
                query.setString(2, name);
                List<Integer> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getInt(1));
                    }
                }
                return found;
            }
        });
        return new Parts(parts);
    }

    private InputStream part(int number) {
        byte[] packed = RegistryStoreException.told(database, connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT bytes FROM registry_draft_file WHERE draft = ? AND part = ?")) {
                query.setLong(1, draft);
                query.setInt(2, number);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getBytes(1);
                }
            }
        });
        return new InflaterInputStream(new ByteArrayInputStream(packed));
    }

    /** One part after the other, each fetched when the one before is used up. */
    private final class Parts extends InputStream {
        private final List<Integer> left;
        private InputStream here = InputStream.nullInputStream();

        Parts(List<Integer> parts) {
            left = new ArrayList<>(parts);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = here.read(into, offset, length);
            while (n < 0 && !left.isEmpty()) {
                here = part(left.removeFirst());
                n = here.read(into, offset, length);
            }
            return n;
        }
    }
}
