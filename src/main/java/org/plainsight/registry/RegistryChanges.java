package org.plainsight.registry;

import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.Attribution;

/** What an import would publish, in the order in which it goes to the log. */
public record RegistryChanges(List<Change> changes) {

    public enum Kind {
        /** An address that had no standing claim. */
        JOINED,
        /** Was ours, and no longer is. */
        LEFT,
        /** Still claimed, and something about it changed. */
        CHANGED
    }

    /**
     * @param superseded the claim that stood until now
     * @param differences in words, e.g. {@code role hot → cold}
     */
    public record Change(Kind kind, Attribution next, Optional<AddressClaim> superseded, List<String> differences) {
        public Change {
            differences = List.copyOf(differences);
        }

        /** One line for a reviewer. */
        public String line() {
            return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + next.subject() + " " + next.id()
                    + (differences.isEmpty() ? "" : ": " + String.join(", ", differences));
        }
    }

    public RegistryChanges {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public long count(Kind kind) {
        return changes.stream().filter(c -> c.kind() == kind).count();
    }
}
