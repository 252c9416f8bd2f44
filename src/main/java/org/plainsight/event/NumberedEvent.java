package org.plainsight.event;

import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;

/**
 * An event with its number: cursor and permanent name.
 *
 * @param id from 1, in the order in which events became visible
 */
public record NumberedEvent(long id, PublicEvent event) {

    /** @param base the portal's address without a slash at the end; links become whole with it */
    public Json.Obj json(String base) {
        return event.json()
                .put("id", id)
                .put("url", base + "/events/" + id)
                .put("link", base + event.link())
                .build();
    }

    /** For storage; read back by {@link #stored}. */
    public static String body(PublicEvent event) {
        return CanonicalJson.text(event.json().build());
    }

    /** @throws org.plainsight.disclosure.MalformedStatementException when it was not written by {@link #body} */
    public static NumberedEvent stored(long id, byte[] body) {
        return new NumberedEvent(id, PublicEvent.read(Json.asObject(CanonicalJson.read(body))));
    }
}
