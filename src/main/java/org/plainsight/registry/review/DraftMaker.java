package org.plainsight.registry.review;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.ChainReaders;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.Comparison;
import org.plainsight.registry.Finding;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.RegistryChanges.Change;
import org.plainsight.registry.declaration.DeclarationReader;
import org.plainsight.registry.declaration.DeclaredFiles;

/**
 * Makes a draft of declared files: copied, read without an error, every signature checked, and compared with what stands.
 * Rows go through one after the other, so that memory holds their keys and never all of them.
 */
public final class DraftMaker {

    private static final int TOLD_EVERY = 50_000;

    private final DeclarationReader reader;
    private final Registrar registrar;
    private final Drafts drafts;
    private final AddressBook addresses;
    private final AssetBook assets;
    private final ClaimedHoldings claimed;
    private final ChainReaders chains;
    private final Executor checkers;

    /** @param checkers runs what may run beside the reader */
    public DraftMaker(
            DeclarationReader reader,
            Registrar registrar,
            Drafts drafts,
            AddressBook addresses,
            AssetBook assets,
            ClaimedHoldings claimed,
            ChainReaders chains,
            Executor checkers) {
        this.reader = reader;
        this.registrar = registrar;
        this.drafts = drafts;
        this.addresses = addresses;
        this.assets = assets;
        this.claimed = claimed;
        this.chains = chains;
        this.checkers = checkers;
    }

    /**
     * In the caller's transaction, which must be undone when this throws.
     *
     * @param progress told the number of rows read, now and then
     * @throws MalformedRegistryException with every error
     */
    public Draft make(DeclaredFiles files, Registrar.Mode mode, Comparison.Dates dates, LongConsumer progress)
            throws IOException {
        Drafts.Writing writing = drafts.begin(files, mode == Registrar.Mode.RETRACT_VANISHED);
        Tally tally = new Tally(writing, new TouchedValue(assets.assets(), ours(), chains));
        Comparison comparison = new Comparison(registrar, addresses, mode, dates, checkers, tally::take);
        Counted rows = new Counted(progress);
        DeclarationReader.Head head = reader.read(writing.files(), row -> {
            rows.one();
            comparison.row(row);
        });
        List<Finding> findings = Registrar.assetFindings(head.assets(), assets.assets());
        if (!findings.isEmpty()) {
            throw new MalformedRegistryException(findings);
        }
        comparison.end(head.index());
        AssetLines.between(assets.assets(), head.assets(), claimed.current(), head.claimed(), tally.position())
                .forEach(tally::add);
        return writing.finish(
                tally.impact(addresses.search(AddressQuery.page(0, 1)).total()));
    }

    /**
     * Reads files and tells their errors; changes nothing.
     *
     * @throws MalformedRegistryException with every error
     */
    public DeclarationReader.Head check(DeclaredFiles files, LongConsumer progress) throws IOException {
        Counted rows = new Counted(progress);
        return reader.read(files, row -> rows.one());
    }

    private Set<AccountId> ours() {
        Set<AccountId> ours = new HashSet<>();
        addresses.eachStanding(standing -> {
            if (AddressClaim.isOurs(standing.claim())) {
                ours.add(standing.account());
            }
        });
        return ours;
    }

    /** Writes lines, and counts. */
    private static final class Tally {
        private final Drafts.Writing writing;
        private final TouchedValue value;
        private final Impact.Counter counter = new Impact.Counter();
        private long position;

        Tally(Drafts.Writing writing, TouchedValue value) {
            this.writing = writing;
            this.value = value;
        }

        void take(List<Change> changes) {
            for (Change change : changes) {
                value.take(change);
                DraftLine line = DraftLine.of(position++, change);
                counter.add(line.kind(), line.held().isPresent(), isUnproven(change));
                writing.add(line);
            }
        }

        void add(DraftLine line) {
            position++;
            counter.add(line.kind(), false, false);
            writing.add(line);
        }

        long position() {
            return position;
        }

        Impact impact(long rows) {
            List<String> unknown = value.unknown();
            return counter.of(rows, value.shares(), unknown);
        }

        private static boolean isUnproven(Change change) {
            return change.superseded().isEmpty()
                    && AddressClaim.isOurs(change.next().claim())
                    && change.next().evidence().isEmpty();
        }
    }

    /** Tells a count every so often. */
    private static final class Counted {
        private final LongConsumer progress;
        private long rows;

        Counted(LongConsumer progress) {
            this.progress = progress;
        }

        void one() {
            if (++rows % TOLD_EVERY == 0) {
                progress.accept(rows);
            }
        }
    }
}
