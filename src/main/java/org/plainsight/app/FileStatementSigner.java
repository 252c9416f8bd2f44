package org.plainsight.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.note.SigningKey;

/** A statement key in a file of one line, in the form that the log's key has. */
record FileStatementSigner(SignerRole role, SigningKey key) implements StatementSigner {

    /** @throws StartFailure when there is no key and none may be made */
    static FileStatementSigner open(SignerRole role, String name, Path file, boolean create) {
        try {
            if (Files.exists(file)) {
                return new FileStatementSigner(
                        role, SigningKey.parse(Files.readString(file).strip()));
            }
            if (!create) {
                throw new StartFailure("there is no " + name + " key in " + file.toAbsolutePath()
                        + "; name its place in plainsight.keys." + name
                        + "-file, or make one at the first start with plainsight.keys.create=true");
            }
            SigningKey key = SigningKey.generate("plainsight-" + name, new SecureRandom());
            write(file.toAbsolutePath(), key.secretText() + "\n");
            return new FileStatementSigner(role, key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write the " + name + " key in " + file, e);
        }
    }

    /** Whole or not at all, and readable by the owner only from its first moment. */
    private static void write(Path file, String secret) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder,
                "draft",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public String publicKey() {
        return key.verifier().publicKeyHex();
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }
}
