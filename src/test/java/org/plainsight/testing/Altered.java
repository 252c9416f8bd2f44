package org.plainsight.testing;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Records as they are but for one component. */
public final class Altered {

    private Altered() {}

    /** @throws IllegalArgumentException where the record has no such component, or the value is none of its type */
    public static <R extends Record> R with(R record, String component, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (Arrays.stream(components).noneMatch(c -> c.getName().equals(component))) {
            throw new IllegalArgumentException(record.getClass() + " has no " + component);
        }
        try {
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                boolean changed = components[i].getName().equals(component);
                values[i] = changed ? value : components[i].getAccessor().invoke(record);
                types[i] = components[i].getType();
            }
            @SuppressWarnings("unchecked") // the class of the record itself
            Class<R> type = (Class<R>) record.getClass();
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot alter " + component + " of " + record, e);
        }
    }
}
