package org.plainsight.liabilities;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.merkle.Hash32;

/**
 * The balances of one account as the operator signs them. All statements of a snapshot are leaves of one tree, signed
 * once. A statement commits to the paths that the account is handed out, so one whose paths do not lead to the logged roots
 * is proof of cheating by itself: nobody but the operator can have made it, and no answer of the operator can mend it.
 *
 * @param account S of the account
 * @param balances in the order of their trees
 * @param paths SHA-256( 09 02 0000 | canonical JSON of the proof file's {@code assets} )
 */
public record BalanceStatement(Hash32 header, Hash32 account, List<Balance> balances, Hash32 paths) {

    public record Balance(AssetId asset, int kind, BigInteger amount) {}

    public BalanceStatement {
        balances = List.copyOf(balances);
    }

    /** SHA-256( 09 00 0000 | canonical JSON of account, balances, header, paths, v ). */
    public Hash32 hash() {
        return Hash32.sha256(HashInput.tag(9, 0, 0).toBytes(), json());
    }

    /** @param assets the proof file's {@code assets} as canonical JSON */
    public static Hash32 paths(byte[] assets) {
        return Hash32.sha256(HashInput.tag(9, 2, 0).toBytes(), assets);
    }

    private byte[] json() {
        return CanonicalJson.write(Json.object()
                .put("v", 1)
                .put("header", header.toHex())
                .put("account", account.toHex())
                .put(
                        "balances",
                        Json.array(
                                balances,
                                b -> Json.object()
                                        .put("asset", b.asset().toString())
                                        .put("kind", b.kind())
                                        .put("amount", b.amount().toString())
                                        .build()))
                .put("paths", paths.toHex())
                .build());
    }

    /** What the operator's Ed25519 key signs for all statements of a snapshot. */
    public static byte[] signedText(Hash32 header, long statements, Hash32 root) {
        return ("plainsight-balances-v1\n" + header.toHex() + "\n" + statements + "\n" + root.toHex() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
