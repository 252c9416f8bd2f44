package org.plainsight.disclosure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The files that statements name by digest, kept under their SHA-256 in hex. What was written never changes. */
public interface PublishedFiles {

    /** Writes a file's bytes, however many. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    record Written(String sha256, long size) {

        /**
         * As a statement names it, at a path that no other bytes will ever have.
         *
         * @param extension without the dot
         */
        public PublishedFile named(String extension) {
            return new PublishedFile("/files/" + sha256 + "." + extension, sha256, size);
        }
    }

    /** Durable when it returns. Writing the same bytes again changes nothing. */
    Written write(Content content);

    default Written write(byte[] bytes) {
        return write(out -> out.write(bytes));
    }

    /** The caller closes it. */
    Optional<InputStream> open(String sha256);
}
