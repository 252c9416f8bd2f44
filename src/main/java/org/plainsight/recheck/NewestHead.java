package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import org.plainsight.note.MalformedNoteException;

/**
 * The log's head, read once more: it grows while it is read, so the portal may tell of entries that were not read, but of
 * none beyond this head.
 */
final class NewestHead {

    private static final String WHAT = "the newest checkpoint";

    private final PublicSite site;
    private final PublishedLog log;

    NewestHead(PublicSite site, PublishedLog log) {
        this.site = site;
        this.log = log;
    }

    /**
     * How many entries the head signed last covers.
     *
     * @throws UnreadableException when it is not served, or not signed by the log
     */
    long size() {
        try {
            SignedHead head =
                    SignedHead.of(new String(site.read(LogCheck.CHECKPOINT), StandardCharsets.UTF_8), log.key());
            if (head.problem().isPresent()) {
                throw new UnreadableException(WHAT + head.problem().get());
            }
            return head.checkpoint().size();
        } catch (MalformedNoteException e) {
            throw new UnreadableException(WHAT + " is not in its form: " + e.getMessage());
        }
    }
}
