package org.plainsight.registry.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The registry's files by their names relative to the folder, with {@code /} between parts. */
public interface DeclaredFiles {

    /** Sorted. */
    List<String> names() throws IOException;

    InputStream open(String name) throws IOException;
}
