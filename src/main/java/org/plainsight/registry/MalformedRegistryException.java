package org.plainsight.registry;

import java.util.List;
import java.util.stream.Collectors;

/** Declared files that cannot be taken in. Nothing was changed. */
public final class MalformedRegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final transient List<Finding> findings;

    public MalformedRegistryException(List<Finding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    private static String message(List<Finding> findings) {
        return findings.size() + " error(s) in the address registry; nothing was changed\n"
                + findings.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("\n"))
                + (findings.size() > SHOWN ? "\n…" : "");
    }
}
