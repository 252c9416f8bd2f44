package org.plainsight.registry.declaration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.disclosure.Attribution.Role;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AddressFormat;
import org.plainsight.registry.DeclaredAddress;
import org.plainsight.registry.DeclaredAddress.Proof;

/** Lines of {@code addresses/*.jsonl}. */
final class AddressLine {

    private static final Set<String> MEMBERS = Set.of(
            "id",
            "address",
            "script",
            "claim",
            "entity",
            "role",
            "purpose",
            "assets",
            "valid_from",
            "valid_until",
            "reason",
            "evidence",
            "disputes");
    private static final Pattern ID = Pattern.compile("[a-z0-9][-a-z0-9._]{0,63}");
    private static final Pattern PURPOSE =
            Pattern.compile("client|corporate|insurance|collateral:[!-~](?:[ -~]{0,62}[!-~])?");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){1,10000}");
    private static final Pattern METHOD = Pattern.compile("[a-z0-9][-a-z0-9]{0,31}");
    private static final Pattern SIGNATURE = Pattern.compile("[!-~]{1,8000}");
    private static final Pattern URL = Pattern.compile("https?://[!-~]{1,490}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MESSAGE_MAX = 2_000;
    private static final int ASSETS_MAX = 256;
    private static final int EVIDENCE_MAX = 16;
    private static final int SIGNATURES_MAX = 32;

    private final AddressFormat format;

    AddressLine(AddressFormat format) {
        this.format = format;
    }

    Optional<DeclaredAddress> read(Fields line) {
        int before = line.findings().count();
        line.allowOnly(MEMBERS);
        Optional<String> id = line.need("id", n -> line.matching(n, ID, "write 1 to 64 of a-z 0-9 . _ -"));
        Optional<AccountId> account =
                line.need("address", n -> line.parsed(n, AccountId::parse, "write CAIP-10, like eip155:1:0x…"));
        Optional<String> script = account.flatMap(a -> script(line, a));
        Optional<Claim> claim = line.need("claim", n -> line.word(n, Claim.values(), AddressLine::word));
        Optional<String> entity = line.need("entity", line::string);
        Optional<Role> role = line.word("role", Role.values(), AddressLine::word);
        Optional<String> purpose =
                line.matching("purpose", PURPOSE, "write client, corporate, insurance or collateral:<what>");
        Optional<BlockRef> from = account.flatMap(a -> line.block("valid_from", a.chain()));
        Optional<BlockRef> until = account.flatMap(a -> line.block("valid_until", a.chain()));
        Optional<String> reason = line.sentence("reason");
        List<String> assets = assets(line);
        List<Proof> evidence = line.objects("evidence", EVIDENCE_MAX).stream()
                .flatMap(item -> proof(item).stream())
                .toList();
        List<Dispute> disputes = line.objects("disputes", EVIDENCE_MAX).stream()
                .flatMap(item -> dispute(item).stream())
                .toList();
        claim.ifPresent(c -> claimRules(line, c));
        if (from.isPresent()
                && until.isPresent()
                && from.get().height() > until.get().height()) {
            line.wrong("valid_until", "before valid_from", "swap the two blocks");
        }
        if (line.findings().count() > before) {
            return Optional.empty();
        }
        return Optional.of(new DeclaredAddress(
                line.place(),
                id.orElseThrow(),
                account.orElseThrow(),
                script,
                claim.orElseThrow(),
                entity.orElseThrow(),
                role,
                purpose,
                assets,
                from,
                until,
                reason.orElse(""),
                evidence,
                disputes));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void claimRules(Fields line, Claim claim) {
        switch (claim) {
            case OWNED, CUSTOMER_DEPOSIT -> {
                for (String name : List.of("role", "purpose")) {
                    if (!line.has(name)) {
                        line.wrong(name, "missing", "an address of ours has exactly one " + name + "; add it");
                    }
                }
                if (line.has("valid_until")) {
                    line.wrong("valid_until", "an address of ours has no end", "claim formerly_owned, or remove it");
                }
            }
            case NOT_OWNED, FORMERLY_OWNED, UNDER_REVIEW -> {
                if (!line.has("reason")) {
                    line.wrong("reason", "missing", "say why, in a sentence for the public page");
                }
                if (claim != Claim.FORMERLY_OWNED && line.has("evidence")) {
                    line.wrong(
                            "evidence",
                            "ownership evidence for an address that is not claimed as ours",
                            "claim owned, or remove the evidence");
                }
            }
        }
    }

    /** The script the address stands for; checks the address's own text on the way. */
    private Optional<String> script(Fields line, AccountId account) {
        Optional<String> given = line.matching("script", HEX, "write lower-case hex");
        String written = line.string("address").orElseThrow();
        String address = written.substring(written.lastIndexOf(':') + 1);
        return switch (format.check(account.chain(), address)) {
            case AddressFormat.Wrong(String problem) -> {
                line.wrong("address", problem, "copy the whole address again from the wallet");
                yield Optional.empty();
            }
            case AddressFormat.Fine(Optional<String> script) -> {
                if (given.isPresent() && !given.equals(script)) {
                    line.wrong(
                            "script",
                            "not the script of the address"
                                    + script.map(s -> ", which is " + s).orElse(""),
                            "remove it; it is computed");
                }
                yield script;
            }
        };
    }

    private static List<String> assets(Fields line) {
        List<String> assets = line.strings("assets", ASSETS_MAX);
        if (!line.has("assets")) {
            return List.of("*");
        }
        if (assets.isEmpty()) {
            line.wrong("assets", "an empty list", "write [\"*\"] for all assets, or remove it");
        }
        if (assets.contains("*") && assets.size() > 1) {
            line.wrong("assets", "* stands beside others", "write * alone");
        }
        return assets;
    }

    private static Optional<Proof> proof(Fields item) {
        int before = item.findings().count();
        item.allowOnly(Set.of("method", "message", "signatures", "script"));
        Optional<String> method =
                item.need("method", n -> item.matching(n, METHOD, "write a method's word, like bip322 or eip191"));
        Optional<String> message = item.need("message", item::string);
        if (message.isPresent() && !isMessage(message.get())) {
            item.wrong(
                    "message",
                    "control characters or longer than " + MESSAGE_MAX,
                    "write exactly the text that was signed, with \\n between its lines");
        }
        if (!item.has("signatures")) {
            item.wrong("signatures", "missing", "add the list of signatures");
        }
        List<String> signatures = item.strings("signatures", SIGNATURES_MAX);
        if (!signatures.stream().allMatch(s -> SIGNATURE.matcher(s).matches())) {
            item.wrong("signatures", "an empty or too long signature, or one with spaces", "write base64 or hex");
        }
        Optional<String> script = item.matching("script", HEX, "write lower-case hex");
        return item.findings().count() > before
                ? Optional.empty()
                : Optional.of(new Proof(method.orElseThrow(), message.orElseThrow(), signatures, script));
    }

    private static boolean isMessage(String text) {
        return text.length() <= MESSAGE_MAX
                && text.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c));
    }

    private static Optional<Dispute> dispute(Fields item) {
        int before = item.findings().count();
        item.allowOnly(Set.of("publisher", "label", "url", "observed_at", "observed_sha256", "state"));
        Optional<String> publisher = item.need("publisher", item::sentence);
        Optional<String> label = item.need("label", item::sentence);
        Optional<String> url =
                item.need("url", n -> item.matching(n, URL, "begin with https:// or http://, without spaces"));
        Optional<Instant> observedAt = item.need("observed_at", item::time);
        Optional<String> sha256 = item.matching(
                "observed_sha256", SHA256, "write the SHA-256 of what was seen, 64 lower-case hex digits");
        Optional<DisputeState> state = item.need("state", n -> item.word(n, DisputeState.values(), DisputeState::word));
        return item.findings().count() > before
                ? Optional.empty()
                : Optional.of(new Dispute(
                        publisher.orElseThrow(),
                        label.orElseThrow(),
                        url.orElseThrow(),
                        observedAt.orElseThrow(),
                        sha256,
                        state.orElseThrow()));
    }
}
