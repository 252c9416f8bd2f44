package org.plainsight.app.http;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code staff.properties}: who may sign in, with bcrypt hashes. Only the owner may read it. */
public final class StaffFile {

    /** Letters and digits that are not mistaken for each other. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int PASSWORD_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    public StaffFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(StaffAccounts.FILE);
    }

    /** A bcrypt hash of a password, as {@code password-hash} wants it. */
    public static String hash(String password) {
        return BcryptUtil.bcryptHash(password);
    }

    /**
     * Gives a person a new password, in place of an old one, and answers it; it is stored nowhere. The running portal
     * learns of it at its next start.
     */
    public String grant(String name) throws IOException {
        String password = password();
        String key = "plainsight.staff." + name + ".password-hash";
        List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        lines.removeIf(line -> line.startsWith(key + "="));
        lines.add(key + "=" + hash(password));
        write(lines);
        return password;
    }

    private void write(List<String> lines) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, lines);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String password() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
