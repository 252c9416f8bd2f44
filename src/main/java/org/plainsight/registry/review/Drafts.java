package org.plainsight.registry.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.plainsight.registry.declaration.DeclaredFiles;

/** Drafts and their files. What a draft holds never changes; only its state does, forward. */
public interface Drafts {

    /** What is told of a new draft while it is written. */
    interface Lines {
        void add(DraftLine line);
    }

    /** Takes down the lines of a draft as they come. */
    interface Writing extends Lines {
        /** The files as they were copied. */
        DeclaredFiles files();

        /** Ends the draft; older open ones are replaced. */
        Draft finish(Impact impact);
    }

    /**
     * Begins a draft with a copy of its files, in the caller's transaction.
     *
     * @param files as they are copied; what is read later are these bytes
     */
    Writing begin(DeclaredFiles files, boolean retract);

    /** Newest first, without those replaced. */
    List<Draft> recent(int limit);

    /** The newest that was not replaced. */
    Optional<Draft> newest();

    /** The one whose files the registry stands by. */
    Optional<Draft> lastPublished();

    Optional<Draft> find(long id);

    /** As {@link #find}; nobody else changes it until the caller's transaction ends. */
    Optional<Draft> lock(long id);

    void save(Draft draft);

    /** @param kind all kinds when empty; {@code held} lines only on demand */
    List<DraftLine> lines(long id, Optional<DraftLine.Kind> kind, boolean heldOnly, int offset, int limit);

    long count(long id, Optional<DraftLine.Kind> kind, boolean heldOnly);

    /** The day on which all evidence of a published draft was last checked anew. */
    Optional<LocalDate> recheckedOn(long id);

    void rechecked(long id, LocalDate day);

    /** The files of a draft, byte for byte. */
    DeclaredFiles files(long id);

    /** Remembers who did what; it is never changed. */
    void audit(String person, String deed, String subject);
}
