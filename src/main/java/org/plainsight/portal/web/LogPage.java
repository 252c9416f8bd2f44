package org.plainsight.portal.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.QuorumStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.StatedPolicies;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.evidence.Age;
import org.plainsight.log.LogSigner;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;
import org.plainsight.log.witness.Witnesses;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.WitnessPolicy;

/** The log's head, its key, and the newest entries. */
@Path("/log")
@Produces("text/html;charset=UTF-8")
@Blocking
public class LogPage {

    private static final int PAGE = 25;

    private final TransparencyLog log;
    private final LogSigner signer;
    private final PublicStatements statements;
    private final Witnesses witnesses;
    private final StatedPolicies policies;
    private final Clock clock;

    LogPage(
            TransparencyLog log,
            LogSigner signer,
            PublicStatements statements,
            Witnesses witnesses,
            StatedPolicies policies,
            Clock clock) {
        this.log = log;
        this.signer = signer;
        this.statements = statements;
        this.witnesses = witnesses;
        this.policies = policies;
        this.clock = clock;
    }

    public record Head(SignedCheckpoint checkpoint, String age) {}

    /** @param link to the page of what it is about */
    public record Entry(long index, String type, String about, Optional<String> link) {}

    /** @param state in words, with the age of the cosignature */
    public record WitnessLine(String name, String key, boolean cosigned, String state) {}

    /**
     * @param quorum whether the checkpoint has the cosignatures that the policy demands
     * @param stated where the log binds the policy
     */
    public record Witnessing(boolean quorum, Optional<StatedPolicies.Stated> stated, List<WitnessLine> witnesses) {}

    /**
     * @param newest the entries shown, newest first
     * @param newer what {@code before} is on the page of newer entries; empty on the newest
     * @param older what {@code before} is on the page of older entries; empty on the oldest
     */
    public record View(
            Optional<Head> head,
            Witnessing witnessing,
            String verifierKey,
            List<PublicStatements.Key> keys,
            List<Entry> newest,
            Optional<Long> newer,
            Optional<Long> older) {}

    @CheckedTemplate(basePath = "portal")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance log(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance log(@QueryParam("before") @Nullable String before) {
        Optional<SignedCheckpoint> checkpoint = log.checkpoint();
        long size = checkpoint.map(SignedCheckpoint::size).orElse(0L);
        long end = before == null ? size : Math.min(size, index(before));
        long from = Math.max(0, end - PAGE);
        return Pages.log(new View(
                checkpoint.map(c -> new Head(c, Age.words(c.signedAt(), clock.instant()))),
                witnessing(checkpoint),
                signer.verifierKey().toString(),
                statements.keys(),
                entries(from, end),
                end < size ? Optional.of(Math.min(size, end + PAGE)) : Optional.empty(),
                from > 0 ? Optional.of(from) : Optional.empty()));
    }

    private Witnessing witnessing(Optional<SignedCheckpoint> checkpoint) {
        WitnessPolicy policy = witnesses.policy();
        Map<String, NoteVerification.Signed> cosigners = checkpoint
                .map(c -> policy.cosigners(SignedNote.parse(c.note())))
                .orElse(Map.of());
        List<WitnessLine> lines = witnesses.states().stream()
                .map(state -> line(
                        state, Optional.ofNullable(cosigners.get(state.witness().name()))))
                .toList();
        return new Witnessing(policy.isQuorum(cosigners.keySet()), policies.newest(PolicyStatement.WITNESSES), lines);
    }

    private WitnessLine line(Witnesses.State state, Optional<NoteVerification.Signed> cosigned) {
        String words = cosigned.flatMap(NoteVerification.Signed::time)
                .map(time -> "cosigned this checkpoint " + Age.words(time, clock.instant()))
                .or(() -> state.failure().map(why -> "has not cosigned this checkpoint: " + why))
                .or(() -> state.cosignedAt()
                        .map(time -> "cosigned an earlier checkpoint " + Age.words(time, clock.instant())))
                .orElse("has not been asked yet");
        return new WitnessLine(
                state.witness().key().name(), state.witness().key().toString(), cosigned.isPresent(), words);
    }

    private static long index(String text) {
        try {
            long index = Long.parseLong(text);
            if (index > 0) {
                return index;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadRequestException("before: '" + text + "' is no index of an entry; write a whole number above 0.");
    }

    private List<Entry> entries(long from, long end) {
        List<Entry> entries = new ArrayList<>();
        long index = from;
        for (byte[] bytes : log.entries(from, (int) (end - from))) {
            entries.add(entry(index++, bytes));
        }
        return entries.reversed();
    }

    private static Entry entry(long index, byte[] bytes) {
        try {
            Disclosure disclosure = SignedStatement.fromEntry(bytes).disclosure();
            return new Entry(index, disclosure.type(), about(disclosure), link(disclosure));
        } catch (MalformedStatementException e) {
            return new Entry(index, "unknown", "a statement of a type this version does not know", Optional.empty());
        }
    }

    private static Optional<String> link(Disclosure disclosure) {
        return switch (disclosure) {
            case Attribution a -> Optional.of("/addresses/" + a.subject());
            case LiabilitiesStatement l -> Optional.of("/snapshots/" + l.snapshotId());
            case ReservesStatement r -> Optional.of("/snapshots/" + r.snapshotId());
            case IncidentStatement i -> Optional.of("/incidents");
            case KeyStatement k -> Optional.empty();
            case QuorumStatement q -> Optional.empty();
            case PolicyStatement p -> Optional.of(p.document().path());
            case VerifierStatement v -> Optional.of(v.program().path());
            case FindingsStatement f -> Optional.of("/lists/" + f.number());
        };
    }

    private static String about(Disclosure disclosure) {
        return switch (disclosure) {
            case Attribution a -> a.subject().toString();
            case LiabilitiesStatement l -> "snapshot " + l.snapshotId();
            case ReservesStatement r -> r.asset() + " of snapshot " + r.snapshotId();
            case IncidentStatement i -> i.description();
            case KeyStatement k -> k.publicKey();
            case QuorumStatement q -> q.needed() + " keys must sign";
            case PolicyStatement p -> p.name();
            case VerifierStatement v -> v.name();
            case FindingsStatement f -> f.fileName() + " of " + f.publisher();
        };
    }
}
