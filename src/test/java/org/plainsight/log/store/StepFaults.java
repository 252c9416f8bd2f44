package org.plainsight.log.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts every statement and commit that goes to a database, and strikes one of them, before or after it took effect. */
final class StepFaults {

    /** What happens at the step. */
    @FunctionalInterface
    interface Strike {
        void now() throws SQLException;
    }

    private final Strike strike;
    private int countdown;
    private boolean after;

    StepFaults(Strike strike) {
        this.strike = strike;
    }

    /** The so-many-th step from now on; 0 is none. */
    void at(int step, boolean afterwards) {
        countdown = step;
        after = afterwards;
    }

    /** Counts a step that is none of the database's. */
    void step(Runnable work) throws SQLException {
        boolean strikes = --countdown == 0;
        if (strikes && !after) {
            strike.now();
        }
        work.run();
        if (strikes) {
            strike.now();
        }
    }

    DataSource over(DataSource source) {
        return proxy(DataSource.class, source);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, args) -> {
            boolean step =
                    called.getName().startsWith("execute") || called.getName().equals("commit");
            boolean strikes = step && --countdown == 0;
            if (strikes && !after) {
                strike.now();
            }
            Object answer;
            try {
                answer = called.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (strikes) {
                strike.now();
            }
            return switch (answer) {
                case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
                case Connection connection -> proxy(Connection.class, connection);
                case null -> null;
                default -> answer;
            };
        }));
    }
}
