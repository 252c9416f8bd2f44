package org.plainsight.portal.web;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.evidence.BlockRef;

/** For pages that show a published figure: what became known of its blocks later. The figure itself never changes. */
@Named("incidents")
@Singleton
public class BlockIncidents {

    private final PublicStatements statements;

    BlockIncidents(PublicStatements statements) {
        this.statements = statements;
    }

    /** Newest first: incidents seen after the publication that took one of its blocks from its chain. */
    public List<IncidentStatement> touching(List<BlockRef> blocks, Instant publishedAt) {
        return statements.incidents().stream()
                .map(PublicStatements.Incident::statement)
                .filter(incident -> incident.observedAt().isAfter(publishedAt))
                .filter(incident -> blocks.stream().anyMatch(block -> takesAway(incident, block)))
                .toList();
    }

    /** A chain rewritten at one of its blocks lost all the blocks above as well. */
    static boolean takesAway(IncidentStatement incident, BlockRef block) {
        return incident.block()
                .filter(lost -> switch (incident.kind()) {
                    case ORPHANED_BLOCK -> lost.hash().equals(block.hash());
                    case REORG_BELOW_FINALITY -> lost.chain().equals(block.chain()) && lost.height() <= block.height();
                    case STALE_CHAIN, CONTRADICTING_PROVIDER, UNAVAILABLE_PROVIDER, WITHDRAWN_SNAPSHOT -> false;
                })
                .isPresent();
    }
}
