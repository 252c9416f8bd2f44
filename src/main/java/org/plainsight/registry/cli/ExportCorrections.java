package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.event.PortalAddress;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.labels.CorrectionRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight corrections export PUBLISHER}. */
@Dependent
@Command(
        name = "export",
        description = "Write what a publisher is asked to correct, as the standing claims have it.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class ExportCorrections implements Callable<Integer> {

    private final AddressBook book;
    private final String domain;

    @Parameters(paramLabel = "PUBLISHER", description = "As the disputes name it.")
    String publisher;

    @Option(names = "--form", paramLabel = "FORM", defaultValue = "TEXT", description = "${COMPLETION-CANDIDATES}")
    CorrectionRequest.Form form;

    @Spec
    CommandSpec spec;

    ExportCorrections(
            AddressBook book, @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain) {
        this.book = book;
        this.domain = domain;
    }

    @Override
    public Integer call() {
        CorrectionRequest request = new CorrectionRequest(publisher, PortalAddress.of(domain), book.current());
        if (request.count() == 0) {
            spec.commandLine()
                    .getErr()
                    .println("plainsight: nothing is to be corrected by '" + publisher
                            + "'; disputes name publishers exactly, in any case");
            return CommandLine.ExitCode.USAGE;
        }
        spec.commandLine().getOut().print(request.write(form));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
