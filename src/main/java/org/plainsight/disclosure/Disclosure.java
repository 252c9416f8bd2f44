package org.plainsight.disclosure;

/** The closed list of what the portal says in public. Later types are added; none changes its meaning. */
public sealed interface Disclosure
        permits Attribution,
                LiabilitiesStatement,
                ReservesStatement,
                IncidentStatement,
                KeyStatement,
                QuorumStatement,
                PolicyStatement,
                VerifierStatement,
                FindingsStatement {

    /** The statement's type, as written in the log. */
    String type();

    /** The statement's body, as written in the log. */
    Json.Obj body();

    /** @throws MalformedStatementException for an unknown type, or a body that is not of its type */
    static Disclosure read(String type, Json.Obj body) {
        return switch (type) {
            case Attribution.TYPE -> Attribution.read(body);
            case LiabilitiesStatement.TYPE -> LiabilitiesStatement.read(body);
            case ReservesStatement.TYPE -> ReservesStatement.read(body);
            case IncidentStatement.TYPE -> IncidentStatement.read(body);
            case KeyStatement.TYPE -> KeyStatement.read(body);
            case QuorumStatement.TYPE -> QuorumStatement.read(body);
            case PolicyStatement.TYPE -> PolicyStatement.read(body);
            case VerifierStatement.TYPE -> VerifierStatement.read(body);
            case FindingsStatement.TYPE -> FindingsStatement.read(body);
            default -> throw new MalformedStatementException("unknown statement type '" + type + "'");
        };
    }
}
