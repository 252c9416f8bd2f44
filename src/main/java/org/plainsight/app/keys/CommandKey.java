package org.plainsight.app.keys;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key behind a program: the message goes in, 64 bytes or their base64 come out. */
record CommandKey(String publicKey, List<String> words) implements HeldKey {

    private static final int SIGNATURE_BYTES = 64;
    private static final int LONGEST = 4_096;
    private static final int SECONDS = 60;

    CommandKey {
        words = List.copyOf(words);
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(message);
            } catch (IOException e) {
                // it ended before it read all; its exit code and its answer say whether it signed
            }
            byte[] answer = process.getInputStream().readNBytes(LONGEST);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new KeyUnavailableException(words.getFirst() + " did not sign within " + SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new KeyUnavailableException(words.getFirst() + " ended with " + process.exitValue());
            }
            return answer.length == SIGNATURE_BYTES
                    ? answer
                    : Base64.getMimeDecoder().decode(answer);
        } catch (IOException e) {
            throw new KeyUnavailableException(words.getFirst() + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyUnavailableException("interrupted while " + words.getFirst() + " signed", e);
        }
    }
}
