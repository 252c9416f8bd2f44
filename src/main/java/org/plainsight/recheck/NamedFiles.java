package org.plainsight.recheck;

import java.util.ArrayList;
import java.util.List;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.VerifierStatement;

/** The files that a statement names by digest. */
final class NamedFiles {

    private NamedFiles() {}

    static List<PublishedFile> of(Disclosure disclosure) {
        List<PublishedFile> files = new ArrayList<>();
        switch (disclosure) {
            case LiabilitiesStatement l -> files.addAll(List.of(l.manifest(), l.policy(), l.trees(), l.upperTree()));
            case ReservesStatement r -> files.add(r.holdings());
            case PolicyStatement p -> files.add(p.document());
            case VerifierStatement v -> files.add(v.program());
            case FindingsStatement f -> files.addAll(List.of(f.list(), f.findings(), f.findingsCsv()));
            default -> {
                // everything it says is in the entry
            }
        }
        return files;
    }
}
