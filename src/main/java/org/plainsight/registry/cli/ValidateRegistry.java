package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plainsight.registry.declaration.DeclarationReader;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.job.RegistryImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight registry validate DIR}. */
@Dependent
@Command(
        name = "validate",
        description = "Read the files and name every error by file, line and field; changes nothing.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class ValidateRegistry implements Callable<Integer> {

    private final RegistryImport registry;

    @Parameters(paramLabel = "DIR", description = "The folder of declarations.")
    Path folder;

    @Spec
    CommandSpec spec;

    ValidateRegistry(RegistryImport registry) {
        this.registry = registry;
    }

    @Override
    public Integer call() {
        return Refusals.told(spec, () -> {
            DeclarationReader.Head read = registry.read(new DeclaredFolder(folder), rows -> {});
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d entities, %d assets, %d addresses, %d claimed amounts: no errors%n",
                            read.entities().size(),
                            read.assets().size(),
                            read.index().size(),
                            read.claimed().size());
        });
    }
}
