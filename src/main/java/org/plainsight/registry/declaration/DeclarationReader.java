package org.plainsight.registry.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.plainsight.registry.AddressFormat;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.DeclarationIndex;
import org.plainsight.registry.Declarations;
import org.plainsight.registry.DeclaredAddress;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.PinnedAsset;

/** Reads all files of a registry: everything, or every error. */
public final class DeclarationReader {

    static final String ENTITIES = "entities.jsonl";
    static final String ASSETS = "assets.jsonl";
    static final String CLAIMED = "claimed.jsonl";
    private static final String ADDRESSES = "addresses/";
    private static final int FILES_MAX = 10_000;
    private static final Pattern ENTITY = Pattern.compile("[!-~](?:[ -~]{0,98}[!-~])?");

    private final AddressFormat format;

    public DeclarationReader(AddressFormat format) {
        this.format = format;
    }

    /**
     * What was read besides the rows, which went to their consumer one by one.
     *
     * @param index every row's place
     */
    public record Head(
            List<String> entities, List<PinnedAsset> assets, List<ClaimedHolding> claimed, DeclarationIndex index) {
        public Head {
            entities = List.copyOf(entities);
            assets = List.copyOf(assets);
            claimed = List.copyOf(claimed);
        }
    }

    /** @throws MalformedRegistryException with every error, up to a limit */
    public Declarations read(DeclaredFiles files) throws IOException {
        List<DeclaredAddress> rows = new ArrayList<>();
        Head head = read(files, rows::add);
        return new Declarations(head.entities(), head.assets(), rows, head.claimed());
    }

    /**
     * As {@link #read(DeclaredFiles)}, keeping no row. Rows are good in themselves when they are handed on; that all of
     * them are is known only at the end.
     *
     * @throws MalformedRegistryException with every error, up to a limit; what was done with the rows must be undone
     */
    public Head read(DeclaredFiles files, Consumer<DeclaredAddress> rows) throws IOException {
        Findings findings = new Findings();
        List<String> names = files.names();
        if (names.size() > FILES_MAX) {
            findings.add("addresses", "", names.size() + " files", "join them; at most " + FILES_MAX + " are read");
            findings.throwIfAny();
        }
        List<String> entities = new ArrayList<>();
        List<PinnedAsset> assets = new ArrayList<>();
        List<ClaimedHolding> claimed = new ArrayList<>();
        CrossChecks checks = new CrossChecks(findings);
        AddressLine addressLine = new AddressLine(format);
        need(names, ENTITIES, findings);
        need(names, ASSETS, findings);
        each(files, names, ENTITIES, findings, l -> entity(l).ifPresent(e -> checks.entity(l, e, entities)));
        each(files, names, ASSETS, findings, l -> AssetLine.asset(l).ifPresent(a -> checks.asset(l, a, assets)));
        each(files, names, CLAIMED, findings, l -> AssetLine.claimed(l).ifPresent(c -> checks.claimed(l, c, claimed)));
        for (String name : names) {
            if (name.startsWith(ADDRESSES)) {
                each(files, names, name, findings, l -> addressLine.read(l).ifPresent(a -> checks.address(l, a, rows)));
            } else if (!Set.of(ENTITIES, ASSETS, CLAIMED).contains(name)) {
                findings.add(name, "", "a file of no known meaning", "move it to addresses/, or remove it");
            }
        }
        findings.throwIfAny();
        return new Head(entities, assets, claimed, checks.index());
    }

    private static void need(List<String> names, String name, Findings findings) {
        if (!names.contains(name)) {
            findings.add(name, "", "missing", "add the file");
        }
    }

    private static void each(
            DeclaredFiles files, List<String> names, String name, Findings findings, Consumer<Fields> line)
            throws IOException {
        if (names.contains(name)) {
            try (InputStream in = files.open(name)) {
                new JsonLines(findings).read(name, in, line);
            }
        }
    }

    private static Optional<String> entity(Fields line) {
        line.allowOnly(Set.of("name", "note"));
        line.sentence("note");
        return line.need(
                "name",
                n -> line.matching(n, ENTITY, "write 1 to 100 printable ASCII characters without spaces at the ends"));
    }
}
