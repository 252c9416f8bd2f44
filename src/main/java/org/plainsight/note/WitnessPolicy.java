package org.plainsight.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which logs and witnesses a reader trusts, and how many of the witnesses must have cosigned: c2sp.org/tlog-policy.
 *
 * @param quorum the name of a witness or group, or {@link #NONE}
 */
public record WitnessPolicy(List<Log> logs, List<Witness> witnesses, List<Group> groups, String quorum) {

    /** The quorum that asks for no cosignature. */
    public static final String NONE = "none";

    /** @param url where the log is read, as written */
    public record Log(VerifierKey key, Optional<String> url) {}

    /**
     * @param name of the policy's own; means nothing outside of it
     * @param url the submission prefix of c2sp.org/tlog-witness
     */
    public record Witness(String name, VerifierKey key, Optional<String> url) {}

    /** At least {@code needed} of the members, each a witness or an earlier group. */
    public record Group(String name, int needed, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    public WitnessPolicy {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
        groups = List.copyOf(groups);
        check(logs, witnesses, groups, quorum);
    }

    /** A policy of one log and no witness. */
    public static WitnessPolicy of(VerifierKey log) {
        return new WitnessPolicy(List.of(new Log(log, Optional.empty())), List.of(), List.of(), NONE);
    }

    /** @throws MalformedNoteException naming the line */
    public static WitnessPolicy parse(byte[] file) {
        return new PolicyReader().read(file);
    }

    /** The same witnesses for this log, in place of the logs named. */
    public WitnessPolicy forLog(VerifierKey log, Optional<String> url) {
        return new WitnessPolicy(List.of(new Log(log, url)), witnesses, groups, quorum);
    }

    /** What is wrong with the checkpoint; empty when one of the logs signed it and the quorum cosigned it. */
    public Optional<String> problem(SignedNote checkpoint) {
        Checkpoint head;
        try {
            head = Checkpoint.parse(checkpoint.text());
        } catch (MalformedNoteException e) {
            return Optional.of("no checkpoint: " + e.getMessage());
        }
        List<VerifierKey> origin = logs.stream()
                .map(Log::key)
                .filter(key -> key.name().equals(head.origin()))
                .toList();
        if (origin.isEmpty()) {
            return Optional.of("the checkpoint is of a log that the policy does not name: " + head.origin());
        }
        if (checkpoint.verify(origin) instanceof NoteVerification.Rejected(String reason)) {
            return Optional.of("the log's signature: " + reason);
        }
        for (Witness witness : witnesses) {
            if (checkpoint.signatures().stream().anyMatch(s -> s.names(witness.key))
                    && cosignature(checkpoint, witness).isEmpty()) {
                return Optional.of("the cosignature by " + witness.name + " does not verify");
            }
        }
        return isQuorum(cosigners(checkpoint).keySet())
                ? Optional.empty()
                : Optional.of("the quorum '" + quorum + "' has not cosigned; there are cosignatures by "
                        + cosigners(checkpoint).keySet());
    }

    /** The witnesses whose cosignature verifies, by their name in the policy. */
    public Map<String, NoteVerification.Signed> cosigners(SignedNote checkpoint) {
        Map<String, NoteVerification.Signed> found = new LinkedHashMap<>();
        for (Witness witness : witnesses) {
            cosignature(checkpoint, witness).ifPresent(signed -> found.put(witness.name, signed));
        }
        return found;
    }

    private static Optional<NoteVerification.Signed> cosignature(SignedNote checkpoint, Witness witness) {
        return checkpoint.verify(List.of(witness.key)) instanceof NoteVerification.Verified(var by)
                ? Optional.of(by.getFirst())
                : Optional.empty();
    }

    /** Whether these witnesses are enough. */
    public boolean isQuorum(Collection<String> cosigners) {
        if (quorum.equals(NONE)) {
            return true;
        }
        Set<String> satisfied = new HashSet<>(cosigners);
        for (Group group : groups) {
            if (group.members.stream().filter(satisfied::contains).count() >= group.needed) {
                satisfied.add(group.name);
            }
        }
        return satisfied.contains(quorum);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        logs.forEach(log -> text.append("log ").append(log.key).append(spaced(log.url)));
        witnesses.forEach(w ->
                text.append("witness ").append(w.name).append(' ').append(w.key).append(spaced(w.url)));
        groups.forEach(g -> text.append("group ")
                .append(g.name)
                .append(' ')
                .append(g.needed)
                .append(g.members.stream().map(m -> " " + m).collect(Collectors.joining()))
                .append('\n'));
        return text.append("quorum ").append(quorum).append('\n').toString();
    }

    private static String spaced(Optional<String> url) {
        return url.map(u -> " " + u).orElse("") + "\n";
    }

    private static void check(List<Log> logs, List<Witness> witnesses, List<Group> groups, String quorum) {
        refuseDuplicates(logs.stream().map(log -> log.key.publicKeyHex()).toList(), "a log's key");
        refuseDuplicates(witnesses.stream().map(w -> w.key.publicKeyHex()).toList(), "a witness's key");
        List<String> defined = new ArrayList<>(List.of(NONE));
        for (Log log : logs) {
            requireType(log.key, VerifierKey.Type.ED25519);
        }
        for (Witness witness : witnesses) {
            requireType(witness.key, VerifierKey.Type.COSIGNATURE_V1);
            defined.add(witness.name);
        }
        Set<String> members = new HashSet<>();
        for (Group group : groups) {
            if (group.needed < 1 || group.needed > group.members.size()) {
                throw new MalformedNoteException("the group " + group.name + " needs 1 to " + group.members.size()
                        + " of its members, not " + group.needed);
            }
            for (String member : group.members) {
                if (member.equals(NONE) || !defined.contains(member) || !members.add(member)) {
                    throw new MalformedNoteException("the member " + member + " of the group " + group.name
                            + " is not defined before it, or is a member twice");
                }
            }
            defined.add(group.name);
        }
        refuseDuplicates(defined, "a name");
        if (!defined.contains(quorum)) {
            throw new MalformedNoteException("the quorum " + quorum + " is no witness or group defined before it");
        }
    }

    private static void requireType(VerifierKey key, VerifierKey.Type type) {
        if (key.type() != type) {
            throw new MalformedNoteException(
                    "the key of " + key.name() + " is of type " + key.type() + ", not " + type);
        }
    }

    private static void refuseDuplicates(List<String> values, String what) {
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw new MalformedNoteException(what + " stands twice: " + value);
            }
        }
    }
}
