package org.plainsight.recheck;

import java.util.Optional;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.merkle.Hash32;

/** Reads files that statements name by digest. */
final class SnapshotFiles {

    private final PublicSite site;
    private final Report report;

    SnapshotFiles(PublicSite site, Report report) {
        this.site = site;
        this.report = report;
    }

    /** The file's bytes if they are what the statement says; otherwise it is reported. */
    Optional<byte[]> read(PublishedFile file) {
        byte[] bytes;
        try {
            bytes = site.read(file.path());
        } catch (UnreadableException e) {
            report.unchecked("file " + file.path(), e.getMessage() == null ? "cannot be read" : e.getMessage());
            return Optional.empty();
        }
        String digest = Hash32.sha256(bytes).toHex();
        if (bytes.length != file.size() || !digest.equals(file.sha256())) {
            report.differs(
                    "file " + file.path(),
                    "has " + bytes.length + " bytes with SHA-256 " + digest + "; logged are " + file.size()
                            + " bytes with " + file.sha256());
            return Optional.empty();
        }
        return Optional.of(bytes);
    }
}
