package org.plainsight.registry.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.registry.AddressClaim;

/** Compares a list with the standing claims. */
public final class LabelWatch {

    /** What people compare when they compare addresses at all. */
    private static final int ENDS = 4;

    private final Map<AccountId, AddressClaim> claims = new HashMap<>();
    private final Map<String, AccountId> ends = new HashMap<>();
    private final PublisherNames names;

    /** @param brands names under which the public knows the entities, beside their own */
    public LabelWatch(Collection<AddressClaim> standing, Collection<String> brands) {
        List<String> all = new ArrayList<>(brands);
        for (AddressClaim claim : standing) {
            claims.put(claim.account(), claim);
            all.add(claim.attribution().entity());
            if (claim.isOwned()) {
                ends.put(ends(claim.account()), claim.account());
            }
        }
        this.names = new PublisherNames(all);
    }

    public List<LabelFinding> compare(List<PublishedLabel> labels) {
        return labels.stream().flatMap(label -> finding(label).stream()).toList();
    }

    private Optional<LabelFinding> finding(PublishedLabel label) {
        PublisherNames.Match match = names.match(label.label());
        Optional<AddressClaim> claim = Optional.ofNullable(claims.get(label.account()));
        if (claim.isEmpty() && ends.containsKey(ends(label.account()))) {
            return found(
                    LabelFinding.Kind.LOOKALIKE_ADDRESS,
                    label,
                    "begins and ends like our " + ends.get(ends(label.account())) + " and is another address");
        }
        if (match == PublisherNames.Match.LOOKALIKE) {
            return found(LabelFinding.Kind.LOOKALIKE_NAME, label, "the name looks like ours and is another");
        }
        return match == PublisherNames.Match.OURS ? calledOurs(label, claim) : calledOthers(label, claim);
    }

    private static Optional<LabelFinding> calledOurs(PublishedLabel label, Optional<AddressClaim> claim) {
        if (claim.isEmpty()) {
            return found(
                    LabelFinding.Kind.CALLS_OURS_WHAT_IS_UNKNOWN, label, "nothing was ever said of this address here");
        }
        String because = "log index " + claim.get().logIndex() + ": "
                + claim.get().attribution().reason();
        return switch (claim.get().attribution().claim()) {
            case OWNED, CUSTOMER_DEPOSIT, UNDER_REVIEW -> Optional.empty();
            case NOT_OWNED -> found(LabelFinding.Kind.CALLS_OURS_WHAT_IS_NOT, label, because);
            case FORMERLY_OWNED -> found(LabelFinding.Kind.CALLS_OURS_WHAT_WAS, label, because);
        };
    }

    private static Optional<LabelFinding> calledOthers(PublishedLabel label, Optional<AddressClaim> claim) {
        return claim.filter(AddressClaim::isOwned).isPresent()
                ? found(
                        LabelFinding.Kind.CALLS_OTHERS_WHAT_IS_OURS,
                        label,
                        "claimed at log index " + claim.get().logIndex())
                : Optional.empty();
    }

    private static Optional<LabelFinding> found(LabelFinding.Kind kind, PublishedLabel label, String words) {
        return Optional.of(new LabelFinding(kind, label, words));
    }

    /** The first and last characters behind what all addresses of a chain begin with. */
    private static String ends(AccountId account) {
        String address = account.address();
        String own = address.startsWith("0x")
                ? address.substring(2)
                : address.replaceFirst("^(bc1[qp]|tb1[qp]|bcrt1[qp])", "");
        return own.length() <= 2 * ENDS
                ? account.toString()
                : account.chain() + ":" + own.substring(0, ENDS) + own.substring(own.length() - ENDS);
    }
}
