package org.plainsight.registry.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.plainsight.chain.ChainReaders;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.Comparison;
import org.plainsight.registry.IssuingClock;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.DeclarationReader;
import org.plainsight.registry.declaration.DeclaredFiles;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.DraftMaker;
import org.plainsight.registry.review.Drafts;

/** Takes declared files in as a draft, all or nothing. Nothing of it is public before people approved it. */
@ApplicationScoped
public class RegistryImport {

    /** Seven hundred thousand rows on a slow machine fit well. */
    static final int TRANSACTION_SECONDS = 1_800;

    private static final int FIRST_LINES = 1_000;

    private final DraftMaker maker;
    private final Drafts drafts;
    private final IssuingClock issuing;
    private final Clock clock;

    RegistryImport(
            DeclarationReader reader,
            Registrar registrar,
            Drafts drafts,
            AddressBook addresses,
            AssetBook assets,
            ClaimedHoldings claimed,
            ChainReaders chains,
            SignatureCheckers checkers,
            IssuingClock issuing,
            Clock clock) {
        this.maker = new DraftMaker(reader, registrar, drafts, addresses, assets, claimed, chains, checkers);
        this.drafts = drafts;
        this.issuing = issuing;
        this.clock = clock;
    }

    /** @throws MalformedRegistryException with every error; nothing is changed */
    public DeclarationReader.Head read(DeclaredFiles files, LongConsumer progress) throws IOException {
        return maker.check(files, progress);
    }

    /** What was found in the files, whether it was kept or only looked at. */
    public record Staged(Draft draft, List<DraftLine> firstLines) {
        public Staged {
            firstLines = List.copyOf(firstLines);
        }
    }

    /**
     * Makes a draft of the files; an open one of before is replaced.
     *
     * @param keep whether the draft stays; without, this only tells what it would hold
     * @param progress told the number of rows read, now and then
     * @throws MalformedRegistryException with every error; nothing is changed then
     */
    public Staged stage(DeclaredFiles files, Registrar.Mode mode, boolean keep, LongConsumer progress)
            throws IOException {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(TRANSACTION_SECONDS));
        boolean done = false;
        try {
            Staged staged = stageHere(files, mode, progress);
            done = keep;
            return staged;
        } finally {
            if (done) {
                QuarkusTransaction.commit();
            } else {
                QuarkusTransaction.rollback();
            }
        }
    }

    private Staged stageHere(DeclaredFiles files, Registrar.Mode mode, LongConsumer progress) throws IOException {
        Draft draft = maker.make(
                files,
                mode,
                new Comparison.Dates(issuing.now(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                progress);
        if (draft.impact().isEmpty()) {
            // nothing that people could decide about; the files are those the registry stands by from now on
            draft = draft.published();
            drafts.save(draft);
        }
        return new Staged(draft, drafts.lines(draft.id(), Optional.empty(), false, 0, FIRST_LINES));
    }
}
