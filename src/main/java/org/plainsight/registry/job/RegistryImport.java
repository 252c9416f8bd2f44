package org.plainsight.registry.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.Declarations;
import org.plainsight.registry.Finding;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.RegistryChanges;
import org.plainsight.registry.declaration.DeclarationReader;
import org.plainsight.registry.declaration.DeclaredFiles;

/** Takes declared files in, all or nothing: attributions into the log, and everything beside them, in one transaction. */
@ApplicationScoped
public class RegistryImport {

    /** Ten thousand first claims on a slow machine fit well. */
    private static final int TRANSACTION_SECONDS = 900;

    private final DeclarationReader reader;
    private final Registrar registrar;
    /** Asked for only when something is signed: looking needs no keys. */
    private final Instance<StatementSigners> signers;

    private final TransparencyLog log;
    private final AddressBook addresses;
    private final AssetBook assets;
    private final ClaimedHoldings claimed;

    RegistryImport(
            DeclarationReader reader,
            Registrar registrar,
            Instance<StatementSigners> signers,
            TransparencyLog log,
            AddressBook addresses,
            AssetBook assets,
            ClaimedHoldings claimed) {
        this.reader = reader;
        this.registrar = registrar;
        this.signers = signers;
        this.log = log;
        this.addresses = addresses;
        this.assets = assets;
        this.claimed = claimed;
    }

    /** @throws MalformedRegistryException with every error; nothing is changed then */
    public Declarations read(DeclaredFiles files) throws IOException {
        return reader.read(files);
    }

    /**
     * What an import would change.
     *
     * @throws MalformedRegistryException when it would be refused
     */
    public RegistryChanges compare(Declarations declared, Registrar.Mode mode) {
        List<Finding> findings = Registrar.assetFindings(declared.assets(), assets.assets());
        if (!findings.isEmpty()) {
            throw new MalformedRegistryException(findings);
        }
        return registrar.compare(declared, addresses.current(), mode);
    }

    /**
     * Compares and publishes. Should another import have been faster, the log's gate refuses this one, and a later run
     * finds what is left to do.
     *
     * @throws MalformedRegistryException when it is refused; nothing is changed then
     */
    public RegistryChanges run(Declarations declared, Registrar.Mode mode) {
        RegistryChanges changes = compare(declared, mode);
        List<byte[]> entries = changes.isEmpty()
                ? List.of()
                : signers.get()
                        .entries(changes.changes().stream()
                                .map(change -> change.next())
                                .toList());
        QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).run(() -> {
            assets.replace(declared.assets());
            claimed.replace(declared.claimed());
            if (!entries.isEmpty()) {
                addresses.record(claims(changes, log.append(entries)));
            }
        });
        return changes;
    }

    /** Whether verdicts are left that a later look could reach. */
    public boolean hasOpenVerdicts() {
        return Registrar.hasOpenVerdicts(addresses.current());
    }

    private static List<AddressClaim> claims(RegistryChanges changes, List<Long> indices) {
        List<AddressClaim> claims = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            claims.add(new AddressClaim(indices.get(i), changes.changes().get(i).next(), Optional.empty()));
        }
        return claims;
    }
}
