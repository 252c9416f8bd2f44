package org.plainsight.bench.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.evidence.Verdict;
import org.plainsight.testing.TestSigner;

/** A key statement, then signed claims about as many addresses as asked for, of about a kilobyte each. */
final class SampleEntries {

    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");

    private final StatementSigner signer = TestSigner.operator();

    List<byte[]> make(int count) {
        KeyStatement first = new KeyStatement(SignerRole.OPERATOR, KeyStatement.Action.ADDED, signer.publicKey());
        List<byte[]> entries = new ArrayList<>(count);
        entries.add(SignedStatement.sign(first, signer).toEntry());
        entries.addAll(IntStream.range(1, count)
                .parallel()
                .mapToObj(i -> SignedStatement.sign(claim(i), signer).toEntry())
                .toList());
        return entries;
    }

    private static Attribution claim(int number) {
        String address = "0x%040x".formatted(number);
        Attribution.Evidence evidence = new Attribution.Evidence(
                "eip191",
                "transparency.example wallet ownership v1\nentity: Example\naddress: " + address + "\nblock: 21000000",
                List.of("0x" + "ab".repeat(65)),
                Optional.empty(),
                Optional.empty(),
                Verdict.inconclusive("not looked at by this benchmark"));
        return new Attribution(
                "claim-" + number,
                TIME,
                AccountId.parse("eip155:1:" + address),
                Optional.empty(),
                Attribution.Claim.OWNED,
                "Example",
                Optional.of(Attribution.Role.COLD),
                Optional.empty(),
                List.of("*"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "",
                List.of(evidence),
                List.of());
    }
}
