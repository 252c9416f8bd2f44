package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.evidence.BlockRef;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.MalformedChallengeException;
import org.plainsight.ownership.evm.TypedChallenge;
import org.plainsight.registry.AddressBook;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight ownership challenge ADDRESS}. */
@Dependent
@Command(
        name = "challenge",
        description = "Print a fresh challenge to sign: bound to the newest final block of the address's chain.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class MakeChallenge implements Callable<Integer> {

    private static final int DAYS = 90;

    private final ChainReaders chains;
    private final AddressBook book;
    private final String domain;
    private final Clock clock;

    @Parameters(paramLabel = "ADDRESS", description = "CAIP-10, like eip155:1:0x…")
    String address;

    @Option(names = "--entity", paramLabel = "NAME", description = "Who holds it; else as the standing claim says.")
    @Nullable
    String entity;

    @Option(names = "--snapshot", paramLabel = "NAME", description = "Its snapshot; else the present month.")
    @Nullable
    String snapshot;

    @Option(names = "--expires", paramLabel = "DAY", description = "The last day it counts; else in " + DAYS + " days.")
    @Nullable
    LocalDate expires;

    @Option(names = "--typed", description = "As EIP-712 typed data (JSON) instead of a text.")
    boolean typed;

    @Spec
    CommandSpec spec;

    MakeChallenge(
            ChainReaders chains,
            AddressBook book,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain,
            Clock clock) {
        this.chains = chains;
        this.book = book;
        this.domain = domain;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            AccountId account = AccountId.parse(address);
            Optional<BlockRef> block = chains.find(account.chain())
                    .map(ChainReader::status)
                    .flatMap(status -> status.finalised().or(status::tip));
            Optional<String> holder = Optional.ofNullable(entity)
                    .or(() -> book.current(account).map(c -> c.attribution().entity()));
            if (block.isEmpty()) {
                return refuse(
                        "no block of " + account.chain() + " is known here; let the portal follow the chain first");
            }
            if (holder.isEmpty()) {
                return refuse("no claim about " + account + " stands; name its holder with --entity");
            }
            print(challenge(account, holder.get(), block.get()));
            return CommandLine.ExitCode.OK;
        } catch (MalformedIdentifierException | MalformedChallengeException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private Challenge challenge(AccountId account, String holder, BlockRef block) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String name = Optional.ofNullable(snapshot).orElse(today.toString().substring(0, 7));
        LocalDate end = Optional.ofNullable(expires).orElse(today.plusDays(DAYS));
        return new Challenge(domain, holder, account, name, block.height(), block.hash(), end);
    }

    /** Without a line feed at the end: it is not part of what is signed. */
    private void print(Challenge challenge) {
        spec.commandLine().getOut().print(typed ? TypedChallenge.json(challenge) : challenge.text());
        spec.commandLine().getOut().flush();
    }

    private int refuse(String reason) {
        spec.commandLine().getErr().println("plainsight: " + reason);
        return CommandLine.ExitCode.USAGE;
    }
}
