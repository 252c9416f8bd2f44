package org.plainsight.log.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Hands out the thread's transaction while there is one, as the transaction manager does; otherwise a fresh connection. */
final class ThreadTransactions {

    private final DataSource fresh;

    @SuppressWarnings("ThreadLocalUsage") // one database per test, gone with it
    private final ThreadLocal<Connection> open = new ThreadLocal<>();

    ThreadTransactions(DataSource fresh) {
        this.fresh = fresh;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, fresh, "getConnection", () -> {
            Connection joined = open.get();
            return joined == null ? null : proxy(Connection.class, joined, "close", () -> joined);
        });
    }

    <T> T inTransaction(Supplier<T> work) {
        try (Connection connection = fresh.getConnection()) {
            connection.setAutoCommit(false);
            open.set(connection);
            try {
                T result = work.get();
                connection.commit();
                return result;
            } finally {
                open.remove();
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new LogStoreException(e);
        }
    }

    /** Answers one method with {@code instead}, unless that is null; all others go to the target. */
    private static <T> T proxy(Class<T> type, T target, String method, Supplier<Object> instead) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, args) -> {
            Object answer = called.getName().equals(method) ? instead.get() : null;
            if (answer != null) {
                return method.equals("close") ? null : answer;
            }
            try {
                return called.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
