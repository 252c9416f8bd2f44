package org.plainsight.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command of a room: boots the application without HTTP and jobs, and hands the words to {@link RoomCommands}. */
@Command
final class RoomCommand implements Callable<Integer> {
    private final Main main;
    private final String room;

    @Unmatched
    private final List<String> words = new ArrayList<>();

    RoomCommand(Main main, String room) {
        this.main = main;
        this.room = room;
    }

    @Override
    public Integer call() {
        Settings settings = DemoFolder.settingsFor(main);
        // a running portal may use the same database; its jobs and its port are its own
        Settings.set("quarkus.http.host-enabled", "false");
        Settings.set("quarkus.scheduler.enabled", "false");
        Settings.set("plainsight.followers.enabled", "false");
        Settings.set("quarkus.log.console.level", "WARN");
        Settings.set("quarkus.log.console.stderr", "true");
        Database.provide(settings);
        words.addFirst(room);
        return Portal.run(RoomCommands.class, words.toArray(String[]::new));
    }
}
