package org.plainsight.disclosure;

/** A document that binds what later statements mean, e.g. the liabilities policy or the witness policy. */
public record PolicyStatement(String name, PublishedFile document) implements Disclosure {

    public static final String TYPE = "policy";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object().put("name", name).put("document", document.json()).build();
    }

    static PolicyStatement read(Json.Obj o) {
        o.allowOnly("name", "document");
        return new PolicyStatement(o.text("name"), PublishedFile.read(o.object("document")));
    }
}
