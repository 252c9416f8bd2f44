package org.plainsight.log.export;

import java.util.Optional;

/** Where files for the public are put. Throws an unchecked exception when the place cannot be reached. */
public interface FilePlace {

    /** @param changes whether a file of this name is ever replaced; what never changes may be cached for long */
    record Kind(String contentType, boolean changes) {}

    /** Whole or not at all, and durable when it returns; writing the same again is fine. */
    void write(String path, byte[] bytes, Kind kind);

    /** Empty when there is no such file. */
    Optional<byte[]> read(String path);
}
