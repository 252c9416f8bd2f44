package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.job.RegistryImport;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Impact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight registry import DIR}. */
@Dependent
@Command(
        name = "import",
        description = "Make a draft of what changed in the files, for staff to approve.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class ImportRegistry implements Callable<Integer> {

    private final RegistryImport registry;

    @Parameters(paramLabel = "DIR", description = "The folder of declarations.")
    Path folder;

    @Option(names = "--dry-run", description = "Only tell what would change.")
    boolean dryRun;

    @Option(names = "--retract", description = "Take back claims whose rows vanished.")
    boolean retract;

    @Spec
    CommandSpec spec;

    ImportRegistry(RegistryImport registry) {
        this.registry = registry;
    }

    @Override
    public Integer call() {
        return Refusals.told(spec, () -> {
            PrintWriter err = spec.commandLine().getErr();
            RegistryImport.Staged staged = registry.stage(
                    new DeclaredFolder(folder),
                    retract ? Registrar.Mode.RETRACT_VANISHED : Registrar.Mode.STRICT,
                    !dryRun,
                    rows -> {
                        err.printf("%,d rows read%n", rows);
                        err.flush();
                    });
            tell(staged);
        });
    }

    private void tell(RegistryImport.Staged staged) {
        PrintWriter out = spec.commandLine().getOut();
        Impact impact = staged.draft().impact();
        staged.firstLines()
                .forEach(line -> out.println(line.kind().word() + " " + line.subject() + ": " + line.words()
                        + line.held().map(why -> " (held: " + why + ")").orElse("")));
        long counted = impact.counts().values().stream().mapToLong(n -> n).sum();
        if (counted > staged.firstLines().size()) {
            out.println("… and " + (counted - staged.firstLines().size()) + " more");
        }
        for (DraftLine.Kind kind : DraftLine.Kind.values()) {
            out.print(impact.count(kind) + " " + kind.word() + (kind == DraftLine.Kind.CLAIMED ? "" : ", "));
        }
        out.println("; " + impact.held() + " of them held");
        if (dryRun) {
            out.println("nothing was changed");
        } else if (impact.isEmpty()) {
            out.println("nothing to decide");
        } else {
            impact.reasons().forEach(why -> out.println("two approvals are needed: " + why));
            out.println("draft " + staged.draft().id() + " waits on the staff's page /staff/registry");
        }
    }
}
