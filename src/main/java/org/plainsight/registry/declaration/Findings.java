package org.plainsight.registry.declaration;

import java.util.ArrayList;
import java.util.List;
import org.plainsight.registry.Finding;
import org.plainsight.registry.MalformedRegistryException;

/** Collects what is wrong, up to a limit, so that one run shows a reviewer everything. */
final class Findings {

    private static final int LIMIT = 1_000;
    private final List<Finding> found = new ArrayList<>();

    void add(String place, String field, String problem, String remedy) {
        found.add(new Finding(place, field, problem, remedy));
        if (found.size() >= LIMIT) {
            throw new MalformedRegistryException(found);
        }
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new MalformedRegistryException(found);
        }
    }
}
