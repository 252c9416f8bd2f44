package org.plainsight.feed;

import java.util.List;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;

/** The feed described as a Frictionless Data Package: files with size, digest, schema and licence. */
public record DataPackage(FeedHead head, List<Resource> resources) {

    /** @param sha256 hex, of the file as it is without compression */
    public record Resource(FeedFormat format, long bytes, String sha256) {}

    private static final List<String> CSV_INTEGERS = List.of("index", "valid_from_height", "valid_until_height");

    public DataPackage {
        resources = List.copyOf(resources);
    }

    public String json() {
        return CanonicalJson.text(Json.object()
                        .put("profile", "data-package")
                        .put("name", FeedFormat.FEED)
                        .put("title", "Claims about addresses: ours, no longer ours, not ours")
                        .put("created", head.generatedAt())
                        .put("version", Long.toString(head.logSize()))
                        .put(
                                "licenses",
                                Json.array(
                                        List.of("CC0-1.0"),
                                        name -> Json.object()
                                                .put("name", name)
                                                .put("path", "https://creativecommons.org/publicdomain/zero/1.0/")
                                                .build()))
                        .put("resources", Json.array(resources, DataPackage::resource))
                        .build())
                + "\n";
    }

    private static Json.Obj resource(Resource resource) {
        FeedFormat format = resource.format();
        Json.Builder json = Json.object()
                .put("name", "addresses-" + format.extension())
                .put("path", "addresses." + format.extension())
                .put("format", format.extension())
                .put("mediatype", format.mediaType())
                .put("encoding", "utf-8")
                .put("bytes", resource.bytes())
                .put("hash", "sha256:" + resource.sha256());
        if (format == FeedFormat.CSV) {
            json.put(
                    "schema",
                    Json.object()
                            .put("fields", Json.array(CsvRows.columns(), DataPackage::field))
                            .put("primaryKey", "index")
                            .build());
        }
        return json.build();
    }

    private static Json.Obj field(String name) {
        return Json.object()
                .put("name", name)
                .put("type", CSV_INTEGERS.contains(name) ? "integer" : name.equals("issued_at") ? "datetime" : "string")
                .build();
    }
}
