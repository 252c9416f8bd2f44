package org.plainsight.recheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.merkle.Hash32;

/** The documents and programs that the log binds must be there, and what is served as the list of assets must be one. */
final class DocumentsCheck {

    private static final String ASSETS = "/assets.jsonl";

    private final PublicSite site;
    private final SnapshotFiles files;
    private final Report report;

    DocumentsCheck(PublicSite site, SnapshotFiles files, Report report) {
        this.site = site;
        this.files = files;
        this.report = report;
    }

    void check(List<LoggedStatement> statements) {
        List<PublishedFile> bound = new ArrayList<>();
        Map<String, PublishedFile> policies = new LinkedHashMap<>();
        for (LoggedStatement statement : statements) {
            switch (statement.disclosure()) {
                case PolicyStatement policy -> {
                    bound.add(policy.document());
                    policies.put(policy.name(), policy.document());
                }
                case VerifierStatement verifier -> bound.add(verifier.program());
                default -> {
                    // binds no document
                }
            }
        }
        long read = bound.stream()
                .distinct()
                .filter(file -> files.read(file).isPresent())
                .count();
        report.agrees("documents", read + " policies and programs are as the log names them");
        assets(policies);
    }

    /** A mirror has the list under its digest only. */
    private void assets(Map<String, PublishedFile> policies) {
        try {
            String served = Hash32.sha256(site.read(ASSETS)).toHex();
            PublishedFile stated = policies.get(PolicyStatement.ASSETS);
            report.compare(
                    stated != null && stated.sha256().equals(served),
                    "assets",
                    "the assets that are served are those the log names",
                    ASSETS + " is not the list that the log named last: a decimal, a contract or a name was changed");
        } catch (UnreadableException e) {
            if (!e.isMissing() || (!site.isMirror() && policies.containsKey(PolicyStatement.ASSETS))) {
                report.unchecked("assets", "cannot be read: " + e.getMessage());
            }
        }
    }
}
