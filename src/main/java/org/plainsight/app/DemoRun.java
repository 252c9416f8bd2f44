package org.plainsight.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.plainsight.sandbox.SampleExchange;
import org.plainsight.sandbox.SampleForeignLists;

/** The demo inside the application: business goes on, and the exchange publishes what a reader then checks. */
final class DemoRun implements QuarkusApplication {
    /** The same files at each start, which the portal then knows already. */
    private static final long LIST_SEED = 20_261_122L;

    private static final AtomicReference<@Nullable Plan> PLANNED = new AtomicReference<>();

    private final DemoPublishing publishing;

    /** What the command has set up before the application started. */
    record Plan(
            SampleExchange exchange, Path balances, Path lists, String site, String anna, String ben, String cleo) {}

    DemoRun(DemoPublishing publishing) {
        this.publishing = publishing;
    }

    /** Quarkus makes the instance itself; this is how it learns what was set up. */
    static synchronized void plan(Plan plan) {
        PLANNED.set(plan);
    }

    @Override
    public int run(String... words) throws IOException, InterruptedException {
        Plan plan = Objects.requireNonNull(PLANNED.get());
        DemoBusiness business = new DemoBusiness(plan.exchange());
        AtExit.close(business);
        business.start();
        DemoProgress.step("Following the chains");
        publishing.awaitChains();
        DemoProgress.step("Importing the address registry and checking every signature");
        publishing.awaitClaims();
        DemoProgress.step("Importing sample lists of another exchange, each with flaws");
        publishing.importLists(SampleForeignLists.write(plan.lists(), new Random(LIST_SEED)));
        Optional<String> published = publishing.publish(plan.balances());
        business.calmDown();
        whereToLook(plan, published);
        Quarkus.waitForExit();
        return 0;
    }

    private void whereToLook(Plan plan, Optional<String> snapshot) {
        String site = plan.site();
        tell("");
        tell("Plainsight is at  " + site);
        tell("  addresses       " + site + "/addresses        corrections  " + site + "/corrections");
        tell("  snapshots       " + site + "/snapshots        other lists  " + site + "/lists");
        snapshot.flatMap(publishing::sampleCapability).ifPresent(capability -> {
            tell("  one customer    " + site + "/check#proof=/proofs/" + capability);
            tell("                  customer number " + SampleExchange.SAMPLE_UID + ", e-mail "
                    + SampleExchange.SAMPLE_EMAIL + ", phrase \"" + SampleExchange.SAMPLE_PHRASE + "\"");
        });
        tell("  staff           " + site + "/staff            " + DemoPublishing.PREPARER + " / " + plan.anna() + "   "
                + DemoPublishing.APPROVER + " / " + plan.ben() + "   "
                + DemoPublishing.SECOND_APPROVER + " / " + plan.cleo());
        tell("  address feed    " + site + "/feed/v1/addresses   API  " + site + "/openapi");
        StringBuilder recheck = new StringBuilder("./plainsight recheck " + site + " --bitcoin "
                + plan.exchange().bitcoin().rpcUri());
        plan.exchange().evmNodes().forEach(node -> recheck.append(" --evm ").append(node.rpcUri()));
        tell("  check it all    " + recheck);
        tell("Ctrl-C ends everything; ./plainsight demo goes on where it was, with --fresh it starts anew.");
    }

    private static void tell(String line) {
        System.out.println(line);
    }
}
