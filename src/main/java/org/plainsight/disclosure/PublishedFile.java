package org.plainsight.disclosure;

/** A file too large for the log, bound to it by digest and size. The path is relative to the portal's base URL. */
public record PublishedFile(String path, String sha256, long size) {

    public Json.Obj json() {
        return Json.object()
                .put("path", path)
                .put("sha256", sha256)
                .put("size", size)
                .build();
    }

    public static PublishedFile read(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("path", "sha256", "size");
        return new PublishedFile(o.text("path"), o.text("sha256"), o.integer("size"));
    }
}
