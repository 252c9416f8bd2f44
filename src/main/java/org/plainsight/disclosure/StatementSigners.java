package org.plainsight.disclosure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The signer of every role. */
public final class StatementSigners {

    private final Map<SignerRole, StatementSigner> byRole = new EnumMap<>(SignerRole.class);

    /** @throws IllegalArgumentException unless there is exactly one signer of each role */
    public StatementSigners(List<StatementSigner> signers) {
        for (StatementSigner signer : signers) {
            if (byRole.put(signer.role(), signer) != null) {
                throw new IllegalArgumentException("two signers of the role " + signer.role());
            }
        }
        if (byRole.size() != SignerRole.values().length) {
            throw new IllegalArgumentException("a role has no signer; there are " + byRole.keySet());
        }
    }

    public StatementSigner of(SignerRole role) {
        StatementSigner signer = byRole.get(role);
        if (signer == null) {
            throw new IllegalStateException("the constructor saw a signer of each role");
        }
        return signer;
    }

    /** Signed in the role that statements of this type need. */
    public SignedStatement sign(Disclosure disclosure) {
        return SignedStatement.sign(disclosure, of(SignedStatement.roleFor(disclosure)));
    }

    /**
     * The log entry of the signed statement.
     *
     * @throws MalformedStatementException when it does not fit one
     */
    public byte[] entry(Disclosure disclosure) {
        return sign(disclosure).toEntry();
    }
}
