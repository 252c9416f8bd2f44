package org.plainsight.disclosure;

/** The digest of a verifier that readers run, so that a swapped one shows. */
public record VerifierStatement(String name, PublishedFile program) implements Disclosure {

    public static final String TYPE = "verifier";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object().put("name", name).put("program", program.json()).build();
    }

    static VerifierStatement read(Json.Obj o) {
        o.allowOnly("name", "program");
        return new VerifierStatement(o.text("name"), PublishedFile.read(o.object("program")));
    }
}
