package org.plainsight.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.plainsight.app.http.StaffFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a person of the staff a new password. Needs neither the database nor a running portal. */
@Command(name = "staff", description = "Accounts of the staff.", mixinStandardHelpOptions = true)
final class StaffCommand implements Callable<Integer> {
    private final Main main;

    StaffCommand(Main main) {
        this.main = main;
    }

    @Override
    public Integer call() {
        System.err.println("say which: plainsight staff add NAME");
        return 2;
    }

    @Command(
            name = "add",
            description = "Make or replace the password of NAME and print it once.",
            mixinStandardHelpOptions = true)
    int add(@Parameters(paramLabel = "NAME", description = "a-z, then a-z 0-9 -") String name) throws IOException {
        if (!name.matches("[a-z][-a-z0-9]{0,31}")) {
            throw new StartFailure("'" + name + "' is no name for an account: write a-z, then a-z 0-9 -, at most 32");
        }
        System.out.println(new StaffFile(main.settings().dataDir()).grant(name));
        System.err.println("a running portal knows it after its next start");
        return 0;
    }
}
