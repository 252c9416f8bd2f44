package org.plainsight.registry.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.registry.declaration.DeclaredFiles;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.Impact;

/** A draft that is being written, in the caller's transaction. */
final class DraftWriting implements Drafts.Writing {

    private static final int BATCH = 5_000;

    private final long id;
    private final String fingerprint;
    private final StoredDrafts drafts;
    private final List<DraftLine> waiting = new ArrayList<>();

    DraftWriting(long id, String fingerprint, StoredDrafts drafts) {
        this.id = id;
        this.fingerprint = fingerprint;
        this.drafts = drafts;
    }

    @Override
    public DeclaredFiles files() {
        return drafts.files(id);
    }

    @Override
    public void add(DraftLine line) {
        waiting.add(line);
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        drafts.ask(connection -> {
            try (CopyText copy = new CopyText(
                    connection, "registry_draft_line (draft, position, kind, subject, claim_id, words, held)")) {
                for (DraftLine line : waiting) {
                    copy.row(
                            id,
                            line.position(),
                            line.kind(),
                            line.subject(),
                            line.claimId(),
                            line.words(),
                            line.held().orElse(null));
                }
            } catch (IOException e) {
                throw new RegistryStoreException("the database did not take a draft's lines", e);
            }
            return id;
        });
        waiting.clear();
    }

    @Override
    public Draft finish(Impact impact) {
        flush();
        return drafts.finish(id, fingerprint, impact);
    }
}
