package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plainsight.registry.Declarations;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.RegistryChanges;
import org.plainsight.registry.RegistryChanges.Change;
import org.plainsight.registry.RegistryChanges.Kind;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.job.RegistryImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight registry import DIR}. */
@Dependent
@Command(
        name = "import",
        description = "Publish what changed in the files as signed statements, all or nothing.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class ImportRegistry implements Callable<Integer> {

    private final RegistryImport registry;

    @Parameters(paramLabel = "DIR", description = "The folder of declarations.")
    Path folder;

    @Option(names = "--dry-run", description = "Only tell what would change.")
    boolean dryRun;

    @Option(names = "--retract", description = "Publish that claims whose rows vanished stand no more.")
    boolean retract;

    @Spec
    CommandSpec spec;

    ImportRegistry(RegistryImport registry) {
        this.registry = registry;
    }

    @Override
    public Integer call() {
        return Refusals.told(spec, () -> {
            Declarations read = registry.read(new DeclaredFolder(folder));
            Registrar.Mode mode = retract ? Registrar.Mode.RETRACT_VANISHED : Registrar.Mode.STRICT;
            tell(dryRun ? registry.compare(read, mode) : registry.run(read, mode));
        });
    }

    private void tell(RegistryChanges changes) {
        PrintWriter out = spec.commandLine().getOut();
        changes.changes().stream().map(Change::line).forEach(out::println);
        out.printf(
                "%d joined, %d left, %d changed%s%n",
                changes.count(Kind.JOINED),
                changes.count(Kind.LEFT),
                changes.count(Kind.CHANGED),
                dryRun ? "; nothing was published" : "");
    }
}
