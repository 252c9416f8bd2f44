package org.plainsight.registry.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A folder with {@code entities.jsonl}, {@code assets.jsonl}, {@code claimed.jsonl} and {@code addresses/*.jsonl}. */
public final class DeclaredFolder implements DeclaredFiles {

    private static final String SUFFIX = "*.jsonl";
    private final Path folder;

    public DeclaredFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "no such folder; set plainsight.registry.path");
        }
        List<String> names = new ArrayList<>();
        list(folder, "", names);
        if (Files.isDirectory(folder.resolve("addresses"))) {
            list(folder.resolve("addresses"), "addresses/", names);
        }
        Collections.sort(names);
        return names;
    }

    private static void list(Path in, String prefix, List<String> names) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(in, SUFFIX)) {
            files.forEach(file -> names.add(prefix + file.getFileName()));
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    /** Equal as long as nothing in the files changed. */
    public String fingerprint() throws IOException {
        Fingerprint all = new Fingerprint();
        byte[] buffer = new byte[1 << 16];
        for (String name : names()) {
            try (InputStream in = open(name)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    all.add(buffer, n);
                }
            }
            all.endOf(name);
        }
        return all.hex();
    }
}
