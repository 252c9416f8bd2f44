package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Forces files to the disk beside the work on what comes next. Nothing is on the disk before {@link #finish} returned. */
final class Forcing implements AutoCloseable {

    private final ExecutorService disk = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("liabilities-disk").daemon().factory());
    private final List<Future<?>> begun = new ArrayList<>();

    /** Forces what the file has by now; more may be written to it meanwhile. */
    void soon(NewFile file) {
        begin(() -> {
            file.force();
            return file;
        });
    }

    /** Forces the file and closes it. */
    void last(NewFile file) {
        begin(() -> {
            try (file) {
                file.force();
            }
            return file;
        });
    }

    private void begin(Callable<NewFile> task) {
        begun.add(disk.submit(task));
    }

    /** Waits until all is on the disk. */
    void finish() throws IOException {
        for (Future<?> task : begun) {
            try {
                task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        disk.close();
    }
}
