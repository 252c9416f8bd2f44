package org.plainsight.recheck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.note.WitnessPolicy;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.ed25519.Ed25519Signatures;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.registry.AddressClaim;

/** Re-derives every figure of a portal from its public URLs and the reader's own nodes. */
public final class Recheck {

    /**
     * What the reader brings.
     *
     * @param logKey the log's key as kept from elsewhere
     * @param policy the witnesses whose cosignatures are demanded
     * @param keptCheckpoint a checkpoint note kept from an earlier run
     * @param now to tell how old the log's head is
     * @param domain which ownership challenges must name
     */
    public record Reader(
            Optional<String> logKey,
            Optional<WitnessPolicy> policy,
            Optional<String> keptCheckpoint,
            Instant now,
            String domain,
            List<ChainSource> sources,
            ContractOwners contracts) {
        public Reader {
            sources = List.copyOf(sources);
        }
    }

    private final PublicSite site;
    private final Reader reader;
    private final Report report;

    public Recheck(PublicSite site, Reader reader, Report report) {
        this.site = site;
        this.reader = reader;
        this.report = report;
    }

    /** The log as it was read, to keep its checkpoint for the next time; empty when it could not be relied on. */
    public Optional<PublishedLog> run() {
        Optional<PublishedLog> log = new LogCheck(site, report, reader.now())
                .read(reader.logKey(), reader.policy(), reader.keptCheckpoint());
        log.ifPresent(this::statements);
        return log;
    }

    private void statements(PublishedLog log) {
        List<LoggedStatement> statements = new StatementCheck(report).read(log.entries());
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(new BitcoinSignatures(), new EvmSignatures(reader.contracts()), new Ed25519Signatures()),
                this::block);
        new OwnershipCheck(verifier, reader.domain(), report)
                .check(StandingClaims.asOf(statements, Long.MAX_VALUE).stream()
                        .map(AddressClaim::attribution)
                        .toList());
        SnapshotFiles files = new SnapshotFiles(site, report);
        List<LiabilitiesStatement> liabilities = of(statements, LiabilitiesStatement.class);
        List<ReservesStatement> reserves = of(statements, ReservesStatement.class);
        var owed = new LiabilitiesCheck(files, report).check(liabilities);
        new BindingCheck(report).check(liabilities, reserves, owed);
        new ReservesCheck(files, statements, reader.sources(), reader.now(), report).check(reserves, owed);
        new DocumentsCheck(site, files, report).check(statements);
        new ForeignListCheck(files, report).check(of(statements, FindingsStatement.class));
        new FeedCheck(site, reader.now(), report).check(log, statements);
        new EventsCheck(site, reader.now(), report).check(log, statements);
    }

    private static <T extends Disclosure> List<T> of(List<LoggedStatement> statements, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (LoggedStatement statement : statements) {
            if (type.isInstance(statement.disclosure())) {
                found.add(type.cast(statement.disclosure()));
            }
        }
        return found;
    }

    private KnownBlocks.Answer block(ChainId chain, long height, String hash) {
        for (ChainSource source : reader.sources()) {
            if (source.chain().equals(chain)) {
                try {
                    return source.blockHash(height)
                            .map(found ->
                                    found.equals(hash) ? KnownBlocks.Answer.MATCHES : KnownBlocks.Answer.CONTRADICTS)
                            .orElse(KnownBlocks.Answer.UNKNOWN);
                } catch (UnreadableException e) {
                    return KnownBlocks.Answer.UNKNOWN;
                }
            }
        }
        return KnownBlocks.Answer.UNKNOWN;
    }
}
