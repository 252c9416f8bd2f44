package org.plainsight.registry.declaration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.registry.DeclaredAddress.Proof;

/** Puts fresh evidence into the declared row of an address, so that the change is reviewed like any other. */
public final class EvidenceFile {

    private EvidenceFile() {}

    /**
     * Replaces the evidence of one row; the other lines stay byte for byte. The file is replaced in one step.
     *
     * @param folder of declarations
     * @return the file and line that changed; empty when no row is about this address
     */
    public static Optional<String> replace(Path folder, AccountId account, Proof proof) throws IOException {
        for (String name : new DeclaredFolder(folder).names()) {
            if (!name.startsWith("addresses/")) {
                continue;
            }
            Path file = folder.resolve(name);
            List<String> lines = new ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
            for (int i = 0; i < lines.size(); i++) {
                Optional<String> changed = changed(lines.get(i), account, proof);
                if (changed.isPresent()) {
                    lines.set(i, changed.get());
                    write(file, String.join("\n", lines));
                    return Optional.of(name + ":" + (i + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> changed(String line, AccountId account, Proof proof) {
        try {
            Json.Obj row = Json.asObject(CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8)));
            if (!AccountId.parse(row.text("address")).equals(account)) {
                return Optional.empty();
            }
            Json.Builder next = Json.object();
            row.members().forEach((name, value) -> {
                if (!name.equals("evidence")) {
                    next.put(name, value);
                }
            });
            return Optional.of(CanonicalJson.text(next.put("evidence", Json.array(List.of(proof), EvidenceFile::json))
                    .build()));
        } catch (MalformedStatementException | MalformedIdentifierException e) {
            // an import will name it; it is not the row looked for
            return Optional.empty();
        }
    }

    private static Json json(Proof proof) {
        return Json.object()
                .put("method", proof.method())
                .put("message", proof.message())
                .put("signatures", Json.array(proof.signatures(), Json.Str::new))
                .putText("script", proof.script())
                .build();
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
