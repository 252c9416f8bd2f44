package org.plainsight.log.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.plainsight.log.LogSigner;
import org.plainsight.note.SigningKey;
import org.plainsight.note.VerifierKey;

/** A key in a file, the log's or one for statements: one line, as {@link SigningKey} writes it. */
public final class KeyFile implements LogSigner {

    private final SigningKey key;

    private KeyFile(SigningKey key) {
        this.key = key;
    }

    /** @throws org.plainsight.note.MalformedNoteException when the file holds no signing key */
    public static KeyFile open(Path file) {
        try {
            return new KeyFile(SigningKey.parse(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log's key in " + file, e);
        }
    }

    /** Makes a new key, readable by its owner only. */
    public static KeyFile create(Path file, String origin, SecureRandom random) {
        SigningKey key = SigningKey.generate(origin, random);
        try {
            DurableFile.replace(file, key.secretText() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log's key to " + file, e);
        }
        return new KeyFile(key);
    }

    @Override
    public VerifierKey verifierKey() {
        return key.verifier();
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }
}
