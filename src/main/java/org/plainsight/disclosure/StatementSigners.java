package org.plainsight.disclosure;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.plainsight.disclosure.SignedStatement.StatementSignature;

/** The signers of every role, and how many of them a statement needs. */
public final class StatementSigners {

    private final Map<SignerRole, List<StatementSigner>> byRole = new EnumMap<>(SignerRole.class);
    private final Supplier<SigningRules> rules;

    /** One signature per statement. */
    public StatementSigners(List<StatementSigner> signers) {
        this(signers, SigningRules::new);
    }

    /**
     * @param rules who may sign now, and how many must, as the log says
     * @throws IllegalArgumentException unless there is a signer of each role
     */
    public StatementSigners(List<StatementSigner> signers, Supplier<SigningRules> rules) {
        for (StatementSigner signer : signers) {
            byRole.computeIfAbsent(signer.role(), role -> new ArrayList<>()).add(signer);
        }
        if (byRole.size() != SignerRole.values().length) {
            throw new IllegalArgumentException("a role has no signer; there are " + byRole.keySet());
        }
        this.rules = rules;
    }

    /** The first signer of a role, who signs what is no statement. */
    public StatementSigner of(SignerRole role) {
        return all(role).getFirst();
    }

    public List<StatementSigner> all(SignerRole role) {
        List<StatementSigner> signers = byRole.get(role);
        if (signers == null) {
            throw new IllegalStateException("the constructor saw a signer of each role");
        }
        return List.copyOf(signers);
    }

    /** Signed in the role that statements of this type need. */
    public SignedStatement sign(Disclosure disclosure) {
        return sign(List.of(disclosure)).getFirst();
    }

    /**
     * Signed by as many keys of the role as are needed; a key that is added signs for itself, too.
     *
     * @throws AwaitingSignatureException when somebody outside must sign first; all of it is asked for at once
     */
    public List<SignedStatement> sign(List<? extends Disclosure> disclosures) {
        Map<SignerRole, List<Integer>> places = new EnumMap<>(SignerRole.class);
        List<List<StatementSignature>> signatures = new ArrayList<>();
        for (int i = 0; i < disclosures.size(); i++) {
            signatures.add(new ArrayList<>());
            places.computeIfAbsent(SignedStatement.roleFor(disclosures.get(i)), role -> new ArrayList<>())
                    .add(i);
        }
        places.forEach((role, indices) -> {
            List<byte[]> messages = indices.stream()
                    .map(i -> SignedStatement.signedBytes(disclosures.get(i)))
                    .toList();
            signEnough(role, indices, messages, signatures);
        });
        List<SignedStatement> signed = new ArrayList<>();
        for (int i = 0; i < disclosures.size(); i++) {
            signForItself(disclosures.get(i), signatures.get(i));
            signed.add(new SignedStatement(disclosures.get(i), signatures.get(i)));
        }
        return signed;
    }

    private void signEnough(
            SignerRole role, List<Integer> indices, List<byte[]> messages, List<List<StatementSignature>> signatures) {
        SigningRules now = rules.get();
        // a key that does not stand yet, or no longer, signs for nobody; before the first one, any may
        List<StatementSigner> standing = all(role).stream()
                .filter(signer -> now.keys(role).isEmpty() || now.keys(role).contains(signer.publicKey()))
                .toList();
        int missing = now.needed(role);
        Optional<AwaitingSignatureException> awaiting = Optional.empty();
        for (StatementSigner signer : standing) {
            if (missing == 0) {
                return;
            }
            try {
                List<byte[]> made = signer.signAll(messages);
                for (int i = 0; i < made.size(); i++) {
                    signatures.get(indices.get(i)).add(signature(signer, made.get(i)));
                }
                missing--;
            } catch (AwaitingSignatureException e) {
                awaiting = Optional.of(e);
            }
        }
        if (missing > 0) {
            throw awaiting.orElseGet(() -> new AwaitingSignatureException(
                    "a statement needs " + now.needed(role) + " signatures in the role " + Words.of(role) + " and only "
                            + standing.size() + " keys that stand are configured; name the others"));
        }
    }

    private void signForItself(Disclosure disclosure, List<StatementSignature> signatures) {
        if (disclosure instanceof KeyStatement key
                && key.action() == KeyStatement.Action.ADDED
                && signatures.stream().noneMatch(s -> s.key().equals(key.publicKey()))) {
            StatementSigner own = all(key.role()).stream()
                    .filter(signer -> signer.publicKey().equals(key.publicKey()))
                    .findFirst()
                    .orElseThrow(() -> new AwaitingSignatureException("the new key " + key.publicKey()
                            + " must sign for itself; name it in the settings of the role " + Words.of(key.role())
                            + " first"));
            signatures.add(signature(own, own.sign(SignedStatement.signedBytes(disclosure))));
        }
    }

    private static StatementSignature signature(StatementSigner signer, byte[] signature) {
        return new StatementSignature(signer.publicKey(), Base64.getEncoder().encodeToString(signature));
    }

    /**
     * The log entry of the signed statement.
     *
     * @throws MalformedStatementException when it does not fit one
     */
    public byte[] entry(Disclosure disclosure) {
        return sign(disclosure).toEntry();
    }

    /**
     * The log entries of the signed statements, in order.
     *
     * @throws AwaitingSignatureException when somebody outside must sign first
     */
    public List<byte[]> entries(List<? extends Disclosure> disclosures) {
        return sign(disclosures).stream().map(SignedStatement::toEntry).toList();
    }
}
