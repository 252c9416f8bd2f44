package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.labels.LabelFinding;
import org.plainsight.registry.labels.LabelListFormat;
import org.plainsight.registry.labels.LabelWatch;
import org.plainsight.registry.labels.MalformedLabelListException;
import org.plainsight.registry.rpc.LabelSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight corrections watch SOURCE}. */
@Dependent
@Command(
        name = "watch",
        description = "Name every label of a list that contradicts the registry. Exit code 1 when there are any.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class WatchLabels implements Callable<Integer> {

    private static final int CONTRADICTED = 1;

    private final AddressBook book;
    private final Set<String> allowed;

    @Parameters(paramLabel = "SOURCE", description = "A file, or an https address on the allow-list.")
    String source;

    @Option(
            names = "--form",
            required = true,
            paramLabel = "FORM",
            description = "tagpack, oli, etherscan, defillama or ton-labels")
    String form;

    @Option(names = "--brand", paramLabel = "NAME", description = "A name the public knows, beside the entities' own.")
    List<String> brands = new ArrayList<>();

    @Spec
    CommandSpec spec;

    WatchLabels(
            AddressBook book,
            @ConfigProperty(name = "plainsight.corrections.allowed-hosts") Optional<List<String>> allowed) {
        this.book = book;
        this.allowed = new HashSet<>(allowed.orElse(List.of()));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            List<LabelFinding> findings = new LabelWatch(book.current(), brands)
                    .compare(LabelListFormat.byWord(form).read(new LabelSource(allowed).text(source)));
            for (LabelFinding f : findings) {
                spec.commandLine().getOut().println(line(f));
            }
            spec.commandLine().getOut().println(findings.size() + " label(s) do not fit the registry");
            return findings.isEmpty() ? CommandLine.ExitCode.OK : CONTRADICTED;
        } catch (MalformedLabelListException | IOException e) {
            spec.commandLine().getErr().println("plainsight: " + source + ": " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    /** Control and bidirectional characters of others' labels must not reach the terminal. */
    private static String line(LabelFinding finding) {
        String text = finding.kind().name().toLowerCase(Locale.ROOT) + "\t"
                + finding.label().account() + "\t" + finding.label().place() + "\t'"
                + finding.label().label() + "'\t" + finding.words();
        StringBuilder tame = new StringBuilder();
        text.codePoints()
                .map(c ->
                        c != '\t' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) ? '?' : c)
                .forEach(tame::appendCodePoint);
        return tame.toString();
    }
}
