package org.plainsight.disclosure;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may say what, as the key and quorum statements of a log have it: the one place that decides whether enough of the
 * right keys signed. Fed with the statements in the order of the log. Not thread-safe.
 */
public final class SigningRules {

    private final Map<SignerRole, Set<String>> keys = new EnumMap<>(SignerRole.class);
    private final Map<SignerRole, Integer> needed = new EnumMap<>(SignerRole.class);
    private final Set<String> ever = new HashSet<>();

    /** As at the beginning of a log: the first operator key speaks for itself. */
    public SigningRules() {
        for (SignerRole role : SignerRole.values()) {
            keys.put(role, new LinkedHashSet<>());
            needed.put(role, 1);
        }
    }

    /** A key that stands, when the rules are read back from storage. */
    public void current(SignerRole role, String publicKey) {
        of(role).add(publicKey);
        ever.add(publicKey);
    }

    /** A key that stood once, when the rules are read back from storage. */
    public void revoked(String publicKey) {
        ever.add(publicKey);
    }

    /** How many must sign, when the rules are read back from storage. */
    public void needed(SignerRole role, int count) {
        needed.put(role, count);
    }

    public Set<String> keys(SignerRole role) {
        return Set.copyOf(of(role));
    }

    public int needed(SignerRole role) {
        return needed.getOrDefault(role, 1);
    }

    /** What is wrong with the statement as the next one; empty when enough of the right keys signed it. */
    public Optional<String> problem(SignedStatement statement) {
        return statement.falseSignature().or(() -> problemOfSigners(statement));
    }

    /** The same for a statement that has no {@linkplain SignedStatement#falseSignature false signature}. */
    public Optional<String> problemOfSigners(SignedStatement statement) {
        Set<String> signers = new HashSet<>();
        statement.signatures().forEach(signature -> signers.add(signature.key()));
        return unsigned(statement, signers).or(() -> switch (statement.disclosure()) {
            case KeyStatement key -> keyProblem(key, signers);
            case QuorumStatement quorum -> quorumProblem(quorum);
            default -> Optional.empty();
        });
    }

    private Optional<String> unsigned(SignedStatement statement, Set<String> signers) {
        SignerRole role = SignedStatement.roleFor(statement.disclosure());
        Set<String> may = of(role);
        if (may.isEmpty() && statement.disclosure() instanceof KeyStatement first && first.role() == role) {
            may = Set.of(first.publicKey());
        }
        long count = may.stream().filter(signers::contains).count();
        return count >= needed(role)
                ? Optional.empty()
                : Optional.of("signed by " + count + " current keys of the role " + Words.of(role) + "; " + needed(role)
                        + " must sign, out of " + may);
    }

    private Optional<String> keyProblem(KeyStatement key, Set<String> signers) {
        if (!key.publicKey().matches("[0-9a-f]{64}")) {
            return Optional.of("a key is 64 lower-case hex digits");
        }
        return switch (key.action()) {
            case ADDED -> {
                if (ever.contains(key.publicKey())) {
                    yield Optional.of("the key " + key.publicKey() + " was added before; use a new one");
                }
                yield signers.contains(key.publicKey())
                        ? Optional.empty()
                        : Optional.of("the new key has not signed for itself; nobody shows to hold it");
            }
            case REVOKED -> {
                if (!of(key.role()).contains(key.publicKey())) {
                    yield Optional.of(
                            "the key " + key.publicKey() + " is no current key of the role " + Words.of(key.role()));
                }
                yield key.role() == SignerRole.OPERATOR && of(key.role()).size() <= needed(key.role())
                        ? Optional.of("too few operator keys would be left to sign anything; add a new one first")
                        : Optional.empty();
            }
        };
    }

    private Optional<String> quorumProblem(QuorumStatement quorum) {
        int available = of(quorum.role()).size();
        return quorum.needed() >= 1 && quorum.needed() <= available
                ? Optional.empty()
                : Optional.of("there are " + available + " keys of the role " + Words.of(quorum.role()) + ", so "
                        + quorum.needed() + " cannot be needed");
    }

    /** Takes in a statement that has no {@link #problem}. */
    public void take(Disclosure disclosure) {
        switch (disclosure) {
            case KeyStatement key -> {
                ever.add(key.publicKey());
                if (key.action() == KeyStatement.Action.ADDED) {
                    of(key.role()).add(key.publicKey());
                } else {
                    of(key.role()).remove(key.publicKey());
                }
            }
            case QuorumStatement quorum -> needed.put(quorum.role(), quorum.needed());
            default -> {
                // says nothing of keys
            }
        }
    }

    private Set<String> of(SignerRole role) {
        return keys.computeIfAbsent(role, r -> new LinkedHashSet<>());
    }

    /** For messages: the keys of every role. */
    @Override
    public String toString() {
        return List.of(SignerRole.values()).stream()
                .map(role -> Words.of(role) + " " + of(role))
                .toList()
                .toString();
    }
}
