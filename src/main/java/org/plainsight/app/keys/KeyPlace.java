package org.plainsight.app.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.SigningKey;

/**
 * Opens a key by the text that names its place:
 *
 * <ul>
 *   <li>a path: a file as the Go note tools write it;
 *   <li>{@code pkcs11:MODULE?token=LABEL&key=LABEL&pin-file=PATH}: a key in a hardware module;
 *   <li>{@code command:HEX:PROGRAM ARGUMENT…}: a program that reads the message and answers the signature, such as a
 *       cloud's command line; HEX is the public key.
 * </ul>
 */
public final class KeyPlace {

    private static final String PKCS11 = "pkcs11:";
    private static final String COMMAND = "command:";

    private KeyPlace() {}

    /** @throws KeyUnavailableException when there is no such key, or its place is not written in one of the forms */
    public static HeldKey open(String place) {
        if (place.startsWith(PKCS11)) {
            return pkcs11(place.substring(PKCS11.length()));
        }
        if (place.startsWith(COMMAND)) {
            List<String> parts = List.of(place.substring(COMMAND.length()).split(":", 2));
            if (parts.size() != 2
                    || !parts.get(0).matches("[0-9a-f]{64}")
                    || parts.get(1).isBlank()) {
                throw new KeyUnavailableException("write command:HEX:PROGRAM with the 64 hex digits of the public key");
            }
            return new CommandKey(parts.get(0), List.of(parts.get(1).strip().split(" +", -1)));
        }
        return file(Path.of(place));
    }

    private static HeldKey pkcs11(String rest) {
        List<String> parts = List.of(rest.split("\\?", 2));
        Map<String, String> named = new HashMap<>();
        if (parts.size() == 2) {
            for (String pair : parts.get(1).split("&", -1)) {
                List<String> words = List.of(pair.split("=", 2));
                named.put(words.getFirst(), words.getLast());
            }
        }
        if (!named.keySet().equals(Set.of("token", "key", "pin-file"))) {
            throw new KeyUnavailableException("write pkcs11:MODULE?token=LABEL&key=LABEL&pin-file=PATH");
        }
        try {
            byte[] pin = Files.readString(Path.of(named.getOrDefault("pin-file", "")))
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
            return Pkcs11Key.open(
                    Path.of(parts.getFirst()), named.getOrDefault("token", ""), named.getOrDefault("key", ""), pin);
        } catch (IOException e) {
            throw new KeyUnavailableException("cannot read the PIN in " + named.get("pin-file"), e);
        }
    }

    private static HeldKey file(Path file) {
        try {
            SigningKey key = SigningKey.parse(Files.readString(file).strip());
            return new HeldKey() {
                @Override
                public String publicKey() {
                    return key.verifier().publicKeyHex();
                }

                @Override
                public byte[] sign(byte[] message) {
                    return key.sign(message);
                }
            };
        } catch (IOException e) {
            throw new KeyUnavailableException("cannot read the key in " + file.toAbsolutePath(), e);
        } catch (MalformedNoteException e) {
            throw new KeyUnavailableException("no key in " + file.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }
}
