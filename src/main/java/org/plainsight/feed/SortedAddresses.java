package org.plainsight.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Json;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.merkle.SubtreeHashes;

/**
 * The addresses of a release in ascending order of their CAIP-10 text, under an RFC 6962 tree. That an address is not in
 * the release is shown by its two neighbours, which stand side by side. Anyone rebuilds list and root from the log.
 */
public final class SortedAddresses {

    private final FeedHead head;
    private final List<String> addresses;
    private final SubtreeHashes hashes;

    /** @param accounts in CAIP-10, in any order */
    public SortedAddresses(FeedHead head, List<String> accounts) {
        this.head = head;
        this.addresses = accounts.stream().sorted().toList();
        List<Hash32> leaves = new ArrayList<>(addresses.size());
        addresses.forEach(a -> leaves.add(LogTree.leafHash(a.getBytes(StandardCharsets.UTF_8))));
        this.hashes = SubtreeHashes.ofLeaves(leaves);
    }

    public Hash32 root() {
        return LogTree.root(addresses.size(), hashes);
    }

    /** Whether the release says anything of an address, with the proof of it. */
    public Json.Obj answer(AccountId account) {
        int found = Collections.binarySearch(addresses, account.toString());
        Json.Builder json = Json.object()
                .put("address", account.toString())
                .put("log_size", head.logSize())
                .put("log_root", head.root())
                .put("list_size", addresses.size())
                .put("list_root", root().toHex())
                .put("present", new Json.Bool(found >= 0));
        if (found >= 0) {
            return json.put("at", place(found)).build();
        }
        int next = -found - 1;
        return json.putOptional("before", next > 0 ? Optional.of(place(next - 1)) : Optional.empty())
                .putOptional("after", next < addresses.size() ? Optional.of(place(next)) : Optional.empty())
                .build();
    }

    private Json.Obj place(int index) {
        return Json.object()
                .put("address", addresses.get(index))
                .put("index", index)
                .put(
                        "proof",
                        Json.array(
                                LogTree.inclusionProof(index, addresses.size(), hashes),
                                hash -> new Json.Str(hash.toHex())))
                .build();
    }
}
