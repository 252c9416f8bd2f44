package org.plainsight.disclosure;

/** A document that binds what later statements mean, e.g. the declared assets or the witnesses to demand. */
public record PolicyStatement(String name, PublishedFile document) implements Disclosure {

    public static final String TYPE = "policy";

    /** The document that lists the assets that count, with the decimals and contracts that amounts are read by. */
    public static final String ASSETS = "assets";

    /** The document that says whose cosignatures readers should demand: c2sp.org/tlog-policy. */
    public static final String WITNESSES = "witnesses";

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
