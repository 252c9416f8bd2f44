package org.plainsight.app.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.SignedStatement.StatementSignature;
import org.plainsight.merkle.Hash32;

/**
 * Where requests for signatures wait and answers are laid: two folders, carried to the keys and back by people. One
 * canonical JSON object per line. A request says what is to be signed; an answer names the key and the SHA-256 of the text.
 */
public final class SigningDesk {

    private static final String ENDING = ".jsonl";

    private final Path requests;
    private final Path answers;

    public SigningDesk(Path folder) {
        this.requests = folder.resolve("requests");
        this.answers = folder.resolve("answers");
    }

    /** What the key signed of these messages, in order; where an answer is missing or false, nothing. */
    public synchronized List<Optional<byte[]>> signatures(String publicKey, List<byte[]> messages) {
        Map<String, String> found = read(publicKey);
        List<Optional<byte[]>> signatures = new ArrayList<>();
        for (byte[] message : messages) {
            Optional<String> answer =
                    Optional.ofNullable(found.get(Hash32.sha256(message).toHex()));
            signatures.add(answer.filter(sig -> new StatementSignature(publicKey, sig).holds(message))
                    .map(sig -> Base64.getDecoder().decode(sig)));
        }
        return signatures;
    }

    /** Writes down what is to be signed, and answers where; the same messages give the same file. */
    public synchronized Path request(List<byte[]> messages) {
        StringBuilder lines = new StringBuilder();
        for (byte[] message : messages) {
            Json line = Json.object()
                    .put("message", new String(message, StandardCharsets.UTF_8))
                    .build();
            lines.append(CanonicalJson.text(line)).append('\n');
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        Path file = requests.resolve(Hash32.sha256(bytes).toHex().substring(0, 16) + ENDING);
        write(file, bytes);
        return file;
    }

    /** @throws MalformedStatementException when the file is no request */
    public static List<byte[]> readRequest(Path file) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Json.Obj o = Json.asObject(CanonicalJson.readCanonical(line.getBytes(StandardCharsets.UTF_8)));
            o.allowOnly("message");
            messages.add(o.text("message").getBytes(StandardCharsets.UTF_8));
        }
        return messages;
    }

    /** The answer to a request, signed by the key. */
    public static void writeAnswer(Path file, List<byte[]> messages, HeldKey key) {
        StringBuilder lines = new StringBuilder();
        for (byte[] message : messages) {
            Json line = Json.object()
                    .put("key", key.publicKey())
                    .put("message_sha256", Hash32.sha256(message).toHex())
                    .put("sig", Base64.getEncoder().encodeToString(key.sign(message)))
                    .build();
            lines.append(CanonicalJson.text(line)).append('\n');
        }
        write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Where answers go. */
    public Path answers() {
        return answers;
    }

    private Map<String, String> read(String publicKey) {
        Map<String, String> found = new HashMap<>();
        try (Stream<Path> files = Files.list(answers)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                for (String line : Files.readAllLines(file)) {
                    Json.Obj o = Json.asObject(CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8)));
                    if (o.text("key").equals(publicKey)) {
                        found.put(o.text("message_sha256"), o.text("sig"));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answers in " + answers, e);
        } catch (MalformedStatementException e) {
            throw new KeyUnavailableException(
                    "a file in " + answers + " is no answer: " + e.getMessage() + "; take it away", e);
        }
        return found;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
