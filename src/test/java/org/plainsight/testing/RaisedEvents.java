package org.plainsight.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.event.EventFilter;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvent;
import org.plainsight.event.PublicEvents;

/** Events as the store keeps them, for a writer's tests: a key that is there already changes nothing. Nobody reads them. */
public final class RaisedEvents implements PublicEvents {

    private final Map<String, PublicEvent> byKey = new LinkedHashMap<>();

    /** In the order in which they were raised. */
    public Map<String, PublicEvent> byKey() {
        return Collections.unmodifiableMap(byKey);
    }

    @Override
    public void raise(List<PublicEvent> events) {
        events.forEach(event -> byKey.putIfAbsent(event.key(), event));
    }

    @Override
    public List<NumberedEvent> after(long id, EventFilter filter, int limit) {
        return List.of();
    }

    @Override
    public List<NumberedEvent> newest(EventFilter filter, int limit) {
        return List.of();
    }

    @Override
    public Optional<NumberedEvent> find(long id) {
        return Optional.empty();
    }

    @Override
    public long last() {
        return byKey.size();
    }
}
