package org.plainsight.app.keys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;

/** An operator's key that this machine never sees: it asks at the desk, and takes what was signed elsewhere. */
public record OutsideSigner(SignerRole role, String publicKey, SigningDesk desk) implements StatementSigner {

    public OutsideSigner {
        if (!publicKey.matches("[0-9a-f]{64}")) {
            throw new KeyUnavailableException("a public key is written as 64 lower-case hex digits, not " + publicKey);
        }
    }

    @Override
    public byte[] sign(byte[] message) {
        return signAll(List.of(message)).getFirst();
    }

    @Override
    public List<byte[]> signAll(List<byte[]> messages) {
        List<Optional<byte[]>> found = desk.signatures(publicKey, messages);
        List<byte[]> missing = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (found.get(i).isEmpty()) {
                missing.add(messages.get(i));
            }
        }
        if (!missing.isEmpty()) {
            Path request = desk.request(missing);
            throw new AwaitingSignatureException(
                    "waiting for the signature of the operator's key " + publicKey + ": take "
                            + request + " to where the key is, run 'plainsight sign', and lay the answer into "
                            + desk.answers());
        }
        return found.stream().map(Optional::orElseThrow).toList();
    }
}
