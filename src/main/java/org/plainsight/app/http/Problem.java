package org.plainsight.app.http;

import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;

/**
 * An error as clients are told of it (RFC 9457).
 *
 * @param detail what is wrong, where, and what to do about it; never anything internal
 * @param instance the path that was asked for
 */
public record Problem(int status, String detail, String instance) {

    static final String MEDIA_TYPE = "application/problem+json";

    public String title() {
        return switch (status) {
            case 400 -> "The request cannot be understood";
            case 401 -> "Sign in first";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "No such format";
            case 409 -> "In conflict with the present state";
            case 413 -> "Too large";
            case 415 -> "Format not understood";
            case 422 -> "The request cannot be carried out";
            case 429 -> "Too many requests";
            case 503 -> "Not available now";
            default -> status < 500 ? "The request was refused" : "Something went wrong here";
        };
    }

    String json() {
        return CanonicalJson.text(Json.object()
                .put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance)
                .build());
    }
}
