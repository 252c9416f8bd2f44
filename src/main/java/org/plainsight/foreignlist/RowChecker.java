package org.plainsight.foreignlist;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plainsight.asset.AccountId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.ChallengePolicy;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.OwnershipVerifier;

/** Judges the signatures of one row. */
final class RowChecker {

    private static final ChallengePolicy ANY_TEXT = new ChallengePolicy.AnyText();
    /** A year, a date without hyphens or a block height: the least that ties a text to a time. */
    private static final Pattern DATED = Pattern.compile("[0-9]{4}");

    private static final Pattern VALIDATOR_KEY = Pattern.compile("0[xX][0-9a-fA-F]{96}");

    private final OwnershipVerifier verifier;

    RowChecker(OwnershipVerifier verifier) {
        this.verifier = verifier;
    }

    CheckedRow check(ListedRow row) {
        if (row.signatures().isEmpty()) {
            return new CheckedRow(row, RowOutcome.UNSIGNED, "the row carries no signature", false);
        }
        boolean undated = !DATED.matcher(row.message()).find();
        Optional<ListedNetwork> network = ListedNetwork.of(row);
        if (network.isEmpty()) {
            String reason = "signatures of this network are not checked here";
            return new CheckedRow(row, RowOutcome.NOT_CHECKED, reason, undated);
        }
        if (network.get().isEvm() && !row.owners().isEmpty()) {
            return byOwners(row, network.get(), undated);
        }
        if (network.get().isEvm() && VALIDATOR_KEY.matcher(row.address()).matches()) {
            String reason = "the address is a validator's key; its signatures are not checked here";
            return new CheckedRow(row, RowOutcome.NOT_CHECKED, reason, undated);
        }
        Optional<AccountId> account = network.get().account(row.address());
        Verdict verdict = account.map(a -> verifier.verify(a, proof(row, network.get()), ANY_TEXT))
                .orElseGet(() -> Verdict.invalid("'" + row.address() + "' is no address of the network the row names"));
        return new CheckedRow(row, RowOutcome.of(verdict), verdict.reason(), undated);
    }

    private static OwnershipProof proof(ListedRow row, ListedNetwork network) {
        if (network.isEd25519()) {
            return new OwnershipProof.Published(row.message(), row.signatures().getFirst(), row.script());
        }
        boolean multisig = row.script().toLowerCase(Locale.ROOT).endsWith("ae");
        if (multisig || row.signatures().size() > 1) {
            return new OwnershipProof.RedeemScriptMultisig(row.message(), row.script(), row.signatures());
        }
        return new OwnershipProof.Published(row.message(), row.signatures().getFirst());
    }

    /** The n-th signature must be by the n-th owner; that alone does not make the address theirs. */
    private CheckedRow byOwners(ListedRow row, ListedNetwork network, boolean undated) {
        List<String> owners = row.owners();
        if (owners.size() != row.signatures().size()
                || owners.stream().distinct().count() != owners.size()) {
            String reason = "the row needs one signature for each of its " + owners.size()
                    + " different owners and has " + row.signatures().size();
            return new CheckedRow(row, RowOutcome.INVALID, reason, undated);
        }
        for (int i = 0; i < owners.size(); i++) {
            OwnershipProof proof =
                    new OwnershipProof.Published(row.message(), row.signatures().get(i));
            Optional<AccountId> owner = network.account(owners.get(i));
            if (owner.isEmpty()
                    || !verifier.verify(owner.get(), proof, ANY_TEXT).isValid()) {
                String reason = "signature " + (i + 1) + " is not by the owner that the row names, " + owners.get(i);
                return new CheckedRow(row, RowOutcome.INVALID, reason, undated);
            }
        }
        String reason = "signed by " + String.join(" and ", owners)
                + "; that the address belongs to them was not read on chain";
        return new CheckedRow(row, RowOutcome.OWNERS_SIGNED, reason, undated);
    }
}
