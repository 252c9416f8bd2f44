package org.plainsight.disclosure;

/**
 * How many different keys of a role must sign a statement from the next entry on.
 *
 * @param needed at least 1, and no more than there are keys
 */
public record QuorumStatement(SignerRole role, int needed) implements Disclosure {

    public static final String TYPE = "quorum";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object().put("role", Words.of(role)).put("needed", needed).build();
    }

    static QuorumStatement read(Json.Obj o) {
        o.allowOnly("role", "needed");
        return new QuorumStatement(Words.read(SignerRole.class, o.text("role")), Math.toIntExact(o.integer("needed")));
    }
}
