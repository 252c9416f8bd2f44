package org.plainsight.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Role;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.evidence.Verdict;
import org.plainsight.registry.AddressClaim;

/** Claims of every kind, and enough deposit addresses for several pages. */
final class SampleClaims {

    static final AccountId BTC_COLD =
            AccountId.parse(MemoryAssets.BITCOIN + ":bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry");
    static final AccountId BTC_HOT =
            AccountId.parse(MemoryAssets.BITCOIN + ":bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080");
    static final AccountId EVM_HOT = AccountId.parse("eip155:31337:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
    static final AccountId EVM_TREASURY = AccountId.parse("eip155:31338:0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359");
    static final AccountId STRANGER = AccountId.parse("eip155:31337:0xdbf03b407c01e7cd3cbea99509d93f8dddc8c6fb");
    static final AccountId FORMER = AccountId.parse(MemoryAssets.BITCOIN + ":mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn");

    private static final String ENTITY = "Example Exchange Ltd";
    private static final Instant SAID = SampleExchange.NOW.minusSeconds(86_400 * 3);

    private SampleClaims() {}

    static List<AccountId> deposits() {
        return IntStream.range(0, 120)
                .mapToObj(i -> AccountId.parse("eip155:31337:0x%040x".formatted(0xdead0000L + i * 7_907L)))
                .toList();
    }

    /** One more address, with nothing to show for it. */
    static void claim(MemoryLog log, MemoryAddressBook book, AccountId account) {
        say(
                log,
                book,
                owned("more-" + account.address(), account, Role.HOT, "none", Verdict.inconclusive("")),
                List.of());
    }

    static void fill(MemoryLog log, MemoryAddressBook book) {
        log.append(new KeyStatement(SignerRole.OPERATOR, KeyStatement.Action.ADDED, "a1".repeat(32)));
        log.append(new KeyStatement(SignerRole.MEASURING, KeyStatement.Action.ADDED, "b2".repeat(32)));
        say(
                log,
                book,
                owned(
                        "btc-cold-1",
                        BTC_COLD,
                        Role.COLD,
                        "redeem-script",
                        Verdict.valid("2 of 3 keys of the script signed the challenge of block 925000")),
                List.of());
        long first = say(
                log,
                book,
                owned(
                        "btc-hot-1",
                        BTC_HOT,
                        Role.HOT,
                        "bip322",
                        Verdict.inconclusive("the signature is of a constant text, so it has no date")),
                List.of());
        say(
                log,
                book,
                owned("btc-hot-1", BTC_HOT, Role.HOT, "bip322", Verdict.valid("signed the challenge of block 925000")),
                List.of(first));
        say(
                log,
                book,
                owned(
                        "evm-hot-1",
                        EVM_HOT,
                        Role.HOT,
                        "eip191",
                        Verdict.valid("signed the challenge of block 48000 (" + "5fe242bf".repeat(8) + ")")),
                List.of());
        say(
                log,
                book,
                owned(
                        "evm-treasury",
                        EVM_TREASURY,
                        Role.TREASURY,
                        "contract-owners",
                        Verdict.invalid("only 1 of 2 required owners signed")),
                List.of());
        for (int i = 0; i < deposits().size(); i++) {
            say(
                    log,
                    book,
                    owned(
                            "deposit-" + i,
                            deposits().get(i),
                            Role.DEPOSIT,
                            "none",
                            Verdict.inconclusive("no evidence was given")),
                    List.of());
        }
        say(log, book, disclaimed(), List.of());
        long ours = say(
                log,
                book,
                owned(
                        "old-1",
                        FORMER,
                        Role.WITHDRAWAL,
                        "bip137",
                        Verdict.valid("signed the challenge of block 910000")),
                List.of());
        say(log, book, former(), List.of(ours));
        log.append(new IncidentStatement(
                IncidentStatement.Kind.ORPHANED_BLOCK,
                SampleExchange.NOW.minusSeconds(40_000),
                "Block 924998 was replaced by another one; three movements in it were undone and read again.",
                Optional.of(SampleChains.block(MemoryAssets.BITCOIN, 924_998, 41_000)),
                Optional.empty()));
    }

    private static long say(MemoryLog log, MemoryAddressBook book, Attribution draft, List<Long> supersedes) {
        Attribution a = new Attribution(
                draft.id(),
                draft.issuedAt(),
                draft.subject(),
                draft.script(),
                draft.claim(),
                draft.entity(),
                draft.role(),
                draft.purpose(),
                draft.assets(),
                draft.validFrom(),
                draft.validUntil(),
                supersedes,
                draft.reason(),
                draft.evidence(),
                draft.disputes());
        long index = log.append(a);
        book.record(List.of(new AddressClaim(index, a, Optional.empty())));
        return index;
    }

    private static Attribution owned(String id, AccountId account, Role role, String method, Verdict verdict) {
        String challenge = "transparency.exchange.example wallet ownership v1\nentity: " + ENTITY + "\naddress: "
                + account + "\nsnapshot: 2026-11\nblock: 925000 " + "0e".repeat(32) + "\nexpires: 2027-02-28";
        Attribution.Evidence evidence = new Attribution.Evidence(
                method,
                method.equals("none") ? "" : challenge,
                method.equals("none")
                        ? List.of()
                        : List.of(
                                "smpAkcwRAIgM2gBAQqvZX15ZiysmKmQpDrG83avLIT492QBzLnQIxYCIBaTpOaD20qRlEylyxFSeEA2ba9YOixpX8z46TSDtS40ASECx/EgAxlkQpQ9hYjgGu6EBCPMVPwVIVJqO4XCsMvViHI="),
                Optional.empty(),
                Optional.of(SampleChains.block(account.chain().toString(), 925_000, 90_000)),
                verdict);
        return claim(
                id,
                account,
                role == Role.DEPOSIT ? Claim.CUSTOMER_DEPOSIT : Claim.OWNED,
                Optional.of(role),
                "",
                method.equals("none") ? List.of() : List.of(evidence),
                List.of());
    }

    private static Attribution disclaimed() {
        return claim(
                "not-ours-1",
                STRANGER,
                Claim.NOT_OWNED,
                Optional.empty(),
                "Belongs to another company; the explorer took it over from a social network during the pause of withdrawals.",
                List.of(),
                List.of(new Attribution.Dispute(
                        "Some Explorer",
                        "=Example Exchange: <b>Hot</b> 3",
                        "https://explorer.example/address/0xdbf0",
                        SAID,
                        Optional.empty(),
                        Attribution.DisputeState.ASKED)));
    }

    private static Attribution former() {
        return claim(
                "old-1",
                FORMER,
                Claim.FORMERLY_OWNED,
                Optional.empty(),
                "Given up when the wallet system was replaced.",
                List.of(),
                List.of());
    }

    private static Attribution claim(
            String id,
            AccountId account,
            Claim claim,
            Optional<Role> role,
            String reason,
            List<Attribution.Evidence> evidence,
            List<Attribution.Dispute> disputes) {
        return new Attribution(
                id,
                SAID,
                account,
                Optional.empty(),
                claim,
                ENTITY,
                role,
                role.map(r -> "client"),
                List.of("*"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                reason,
                evidence,
                disputes);
    }
}
