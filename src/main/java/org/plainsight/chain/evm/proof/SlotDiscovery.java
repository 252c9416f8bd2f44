package org.plainsight.chain.evm.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.merkle.Hash32;

/**
 * Finds where a token keeps its balances: the one place where the proven words of storage are what {@code balanceOf}
 * says, for several holders at two blocks. A token that computes its balances (shares, rebasing) has no such place.
 */
final class SlotDiscovery {

    /** What balanceOf said at one block. */
    record Sample(ProvenHeader header, Map<String, Amount> balances) {
        Sample {
            balances = Map.copyOf(balances);
        }
    }

    /** Either a layout, or why there is none. */
    record Found(Optional<StorageLayout> layout, String reason) {}

    private static final int ENOUGH_HOLDERS = 2;
    private static final Amount TRIAL = Amount.of(0x5ca1ab1e_0ddba11L);
    private static final String STRANGER = "0x" + "57a96e12".repeat(5);

    private final ProofSource source;
    private final String token;

    SlotDiscovery(ProofSource source, String token) {
        this.source = source;
        this.token = token;
    }

    /** @param samples at two blocks, or at one where there is no other */
    Found find(List<Sample> samples) {
        List<StorageLayout> left = StorageLayout.candidates();
        long holders = samples.stream()
                .flatMap(sample -> sample.balances().entrySet().stream())
                .filter(holder -> !holder.getValue().isZero())
                .map(Map.Entry::getKey)
                .distinct()
                .count();
        if (holders == 0) {
            return none("nobody here holds any, so where the balances are kept cannot be told");
        }
        for (Sample sample : samples) {
            left = fitting(sample, left);
        }
        if (left.isEmpty()) {
            return none("its balances are computed, or kept in a way that is not known here");
        }
        if (left.size() > 1 || holders < ENOUGH_HOLDERS) {
            left = tried(samples.getFirst(), left);
        }
        return left.size() == 1
                ? new Found(Optional.of(left.getFirst()), "")
                : none("where its balances are kept cannot be told with certainty");
    }

    private static Found none(String reason) {
        return new Found(Optional.empty(), reason);
    }

    private List<StorageLayout> fitting(Sample sample, List<StorageLayout> candidates) {
        List<StorageLayout> left = candidates;
        for (Map.Entry<String, Amount> holder : sample.balances().entrySet()) {
            List<Hash32> slots =
                    left.stream().map(layout -> layout.slotOf(holder.getKey())).toList();
            StateProof proof = new StateProof(
                    sample.header().stateRoot(), source.nodes(sample.header().hash(), Map.of(token, slots)));
            if (!(proof.account(token) instanceof Proven.Value<AccountState>(AccountState contract))) {
                return List.of();
            }
            List<StorageLayout> fits = new ArrayList<>();
            for (int i = 0; i < slots.size(); i++) {
                if (proof.storage(contract, slots.get(i)) instanceof Proven.Value<Amount>(Amount word)
                        && word.equals(holder.getValue())) {
                    fits.add(left.get(i));
                }
            }
            left = fits;
        }
        return left;
    }

    /** Puts a number of our own into the place, in a call that changes nothing, and looks whether balanceOf says it. */
    private List<StorageLayout> tried(Sample sample, List<StorageLayout> candidates) {
        return candidates.stream()
                .filter(layout -> source.balanceIf(
                                sample.header().hash(), token, STRANGER, layout.slotOf(STRANGER), TRIAL)
                        .filter(TRIAL::equals)
                        .isPresent())
                .toList();
    }
}
