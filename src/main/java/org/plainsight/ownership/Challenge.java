package org.plainsight.ownership;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.MalformedIdentifierException;

/**
 * The text an owner signs: bound to a portal, an entity, one address, a snapshot, a recent block of the address's own
 * chain, and an expiry. Printable ASCII, six lines ending in LF, the last without.
 *
 * @param domain of the portal, lower-case
 * @param address written in CAIP-10; EVM in any case, compared lower-case
 * @param snapshot the name of the snapshot, e.g. {@code 2026-11}
 * @param blockHash 64 lower-case hex digits
 * @param expires the last day on which it counts, in UTC
 */
public record Challenge(
        String domain,
        String entity,
        AccountId address,
        String snapshot,
        long blockHeight,
        String blockHash,
        LocalDate expires) {

    /** Longer than any real challenge; hostile text is refused before it is matched. */
    private static final int LENGTH_MAX = 1_000;

    private static final String TITLE = " wallet ownership v1";
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][-.a-z0-9]{0,252}(?::[0-9]{1,5})?");
    private static final Pattern ENTITY = Pattern.compile("[!-~](?:[ -~]{0,98}[!-~])?");
    private static final Pattern SNAPSHOT = Pattern.compile("[-_.A-Za-z0-9]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TEXT = Pattern.compile("([^\\n ]+)" + TITLE
            + "\\nentity: ([^\\n]+)\\naddress: ([^\\n]+)\\nsnapshot: ([^\\n]+)"
            + "\\nblock: (0|[1-9][0-9]{0,17}) ([0-9a-f]{64})\\nexpires: ([0-9]{4}-[0-9]{2}-[0-9]{2})");

    public Challenge {
        require(DOMAIN, domain, "domain", "lower-case letters, digits, dots and hyphens");
        require(ENTITY, entity, "entity", "1 to 100 printable ASCII characters without spaces at the ends");
        require(SNAPSHOT, snapshot, "snapshot", "a name like 2026-11");
        require(HASH, blockHash, "block hash", "64 lower-case hex digits");
        if (blockHeight < 0) {
            throw new MalformedChallengeException("negative block height " + blockHeight);
        }
    }

    private static void require(Pattern pattern, String value, String field, String remedy) {
        if (!pattern.matcher(value).matches()) {
            throw new MalformedChallengeException("challenge " + field + " '" + value + "': write " + remedy);
        }
    }

    /** Whether a text means to be a challenge: its first line has the title. Any other text is merely undated. */
    public static boolean isChallenge(String text) {
        int lineEnd = text.indexOf('\n');
        String first = lineEnd < 0 ? text : text.substring(0, lineEnd);
        return first.stripTrailing().endsWith(TITLE);
    }

    /** @throws MalformedChallengeException when the text is not exactly a challenge */
    public static Challenge parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new MalformedChallengeException(
                    "challenge of " + text.length() + " characters, at most " + LENGTH_MAX);
        }
        Matcher lines = TEXT.matcher(text);
        if (!lines.matches()) {
            throw new MalformedChallengeException("not a challenge of six lines (title, entity, address, snapshot,"
                    + " block, expires), each ending in LF and the last without");
        }
        try {
            return new Challenge(
                    lines.group(1),
                    lines.group(2),
                    AccountId.parse(lines.group(3)),
                    lines.group(4),
                    Long.parseLong(lines.group(5)),
                    lines.group(6),
                    LocalDate.parse(lines.group(7)));
        } catch (MalformedIdentifierException | DateTimeException e) {
            throw new MalformedChallengeException("challenge: " + e.getMessage());
        }
    }

    /** The text to sign. */
    public String text() {
        return domain + TITLE
                + "\nentity: " + entity
                + "\naddress: " + address
                + "\nsnapshot: " + snapshot
                + "\nblock: " + blockHeight + " " + blockHash
                + "\nexpires: " + expires;
    }
}
