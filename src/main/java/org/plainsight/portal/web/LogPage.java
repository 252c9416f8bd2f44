package org.plainsight.portal.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.QuorumStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
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

    private static final int NEWEST = 25;

    private final TransparencyLog log;
    private final LogSigner signer;
    private final PublicStatements statements;
    private final Witnesses witnesses;
    private final Clock clock;

    LogPage(TransparencyLog log, LogSigner signer, PublicStatements statements, Witnesses witnesses, Clock clock) {
        this.log = log;
        this.signer = signer;
        this.statements = statements;
        this.witnesses = witnesses;
        this.clock = clock;
    }

    public record Head(SignedCheckpoint checkpoint, String age) {}

    public record Entry(long index, String type, String about) {}

    /** @param state in words, with the age of the cosignature */
    public record WitnessLine(String name, String key, boolean cosigned, String state) {}

    /** @param quorum whether the checkpoint has the cosignatures that the policy demands */
    public record Witnessing(boolean quorum, String policy, List<WitnessLine> witnesses) {}

    public record View(
            Optional<Head> head,
            Witnessing witnessing,
            String verifierKey,
            List<PublicStatements.Key> keys,
            List<Entry> newest) {}

    @CheckedTemplate(basePath = "portal")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance log(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance log() {
        Optional<SignedCheckpoint> checkpoint = log.checkpoint();
        return Pages.log(new View(
                checkpoint.map(c -> new Head(c, Age.words(c.signedAt(), clock.instant()))),
                witnessing(checkpoint),
                signer.verifierKey().toString(),
                statements.keys(),
                checkpoint.map(c -> newest(c.size())).orElse(List.of())));
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
        return new Witnessing(policy.isQuorum(cosigners.keySet()), policy.toString(), lines);
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

    private List<Entry> newest(long size) {
        long from = Math.max(0, size - NEWEST);
        List<Entry> entries = new ArrayList<>();
        long index = from;
        for (byte[] bytes : log.entries(from, (int) (size - from))) {
            entries.add(entry(index++, bytes));
        }
        return entries.reversed();
    }

    private static Entry entry(long index, byte[] bytes) {
        try {
            Disclosure disclosure = SignedStatement.fromEntry(bytes).disclosure();
            return new Entry(index, disclosure.type(), about(disclosure));
        } catch (MalformedStatementException e) {
            return new Entry(index, "unknown", "a statement of a type this version does not know");
        }
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
        };
    }
}
