package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;

/**
 * The log's head, read once more: it grows while it is read, so the portal may tell of entries that were not read, but of
 * none beyond this head.
 */
final class NewestHead {

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
            SignedNote note = SignedNote.parse(new String(site.read("/log/checkpoint"), StandardCharsets.UTF_8));
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (note.verify(List.of(log.key())) instanceof NoteVerification.Rejected(String reason)) {
                throw new UnreadableException("the checkpoint, read again, is not signed: " + reason);
            }
            if (!checkpoint.origin().equals(log.checkpoint().origin())) {
                throw new UnreadableException("the checkpoint, read again, is of another log: " + checkpoint.origin());
            }
            return checkpoint.size();
        } catch (MalformedNoteException e) {
            throw new UnreadableException("the checkpoint, read again, is not in its form: " + e.getMessage());
        }
    }
}
