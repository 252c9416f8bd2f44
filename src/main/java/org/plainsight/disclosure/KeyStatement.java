package org.plainsight.disclosure;

/** A key that may sign statements from here on, or no longer may. The first key of each role signs for itself. */
public record KeyStatement(SignerRole role, Action action, String publicKey) implements Disclosure {

    public static final String TYPE = "key";

    public enum Action {
        ADDED,
        REVOKED
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object()
                .put("role", Words.of(role))
                .put("action", Words.of(action))
                .put("public_key", publicKey)
                .build();
    }

    static KeyStatement read(Json.Obj o) {
        o.allowOnly("role", "action", "public_key");
        return new KeyStatement(
                Words.read(SignerRole.class, o.text("role")),
                Words.read(Action.class, o.text("action")),
                o.text("public_key"));
    }
}
