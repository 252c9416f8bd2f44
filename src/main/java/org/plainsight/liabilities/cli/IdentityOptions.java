package org.plainsight.liabilities.cli;

import org.plainsight.liabilities.CustomerIdentity;
import picocli.CommandLine.Option;

/** Who the customer is, as they type it; never read from a proof file. */
final class IdentityOptions {

    @Option(names = "--uid", required = true, description = "The customer number.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private String uid;

    @Option(names = "--email", required = true, description = "The e-mail of the account at the cut-off.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private String email;

    @Option(names = "--phrase", defaultValue = "", description = "The phrase, where the customer made one.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private String phrase;

    CustomerIdentity identity() {
        return new CustomerIdentity(uid, email, phrase);
    }
}
