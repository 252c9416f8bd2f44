package org.plainsight.portal;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.Amount;
import org.plainsight.chain.Movement;

/** The page of one address. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class OneAddressInTheSampleTest {

    private static final String PAGE = "/addresses/" + SampleClaims.BTC_HOT;

    @Test
    void whoever_leafs_through_the_movements_stays_in_the_look_back() {
        long size = get("/feed/v1/changes").jsonPath().getLong("log_size");
        assertThat(get(PAGE + "?as-of=" + size).asString())
                .contains("A look back.")
                .contains("href=\"" + PAGE + "?from=25&amp;as-of=" + size + "\">Older");
        assertThat(get(PAGE + "?from=25&as-of=" + size).asString())
                .contains("A look back.")
                .contains("href=\"" + PAGE + "?from=0&amp;as-of=" + size + "\">Newer");
        assertThat(get(PAGE).asString()).doesNotContain("A look back.").contains("href=\"" + PAGE + "?from=25\">Older");
    }

    @Test
    void what_it_held_at_a_past_block_is_shown_with_a_line_to_quote_and_a_link_that_stays() {
        // 88.45002113 now; what came in and went out after block 925 000 was 10 movements.
        String page = get(PAGE + "?at=925000").asString();
        assertThat(page)
                .contains("Bitcoin regtest block 925,000")
                .contains(" held " + heldAt(925_000) + " BTC; ")
                .contains(" block 925000, hash ")
                .containsPattern("data-copy-link=\"/addresses/[^<]+as-of=[0-9]+&amp;at=925000\"")
                .contains("Movements up to block 925,000")
                .doesNotContain("block 925,001<");
        assertThat(get(PAGE + "?at=924990").asString()).contains(" held " + heldAt(924_990) + " BTC; ");
    }

    private static String heldAt(long height) {
        BigInteger since = SampleChains.all().stream()
                .flatMap(chain -> chain.moves().stream())
                .filter(m ->
                        m.account().equals(SampleClaims.BTC_HOT) && m.block().height() > height)
                .map(m -> m.direction() == Movement.Direction.IN
                        ? m.amount().units()
                        : m.amount().units().negate())
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new Amount(BigInteger.valueOf(8_845_002_113L).subtract(since)).display(8);
    }

    @Test
    void a_block_that_is_not_final_or_not_known_is_unknown_and_never_zero() {
        assertThat(get(PAGE + "?at=925014").asString())
                .contains("Unknown at block 925,014.")
                .contains("not final yet");
        assertThat(get(PAGE + "?at=5").asString())
                .contains("Unknown at block 5.")
                .contains("knows nothing of it");
        assertThat(get("/addresses/" + SampleClaims.FORMER + "?at=925000").asString())
                .contains("Unknown at block 925,000.");
    }

    @Test
    void a_time_leads_to_the_newest_final_block_before_it() {
        assertThat(given().redirects()
                        .follow(false)
                        .get(PAGE + "/block-at?time=2026-11-22T11:50")
                        .header("Location"))
                .endsWith(PAGE + "?at=925008");
        assertThat(given().redirects()
                        .follow(false)
                        .get(PAGE + "/block-at?time=2026-11-22&as-of=9")
                        .header("Location"))
                .endsWith(PAGE + "?at=925008&as-of=9");
        get(PAGE + "/block-at?time=2001-01-01").then().statusCode(404);
        get(PAGE + "/block-at?time=noon").then().statusCode(400);
        get(PAGE + "?at=-1").then().statusCode(400);
        get(PAGE + "?at=9223372036854775808").then().statusCode(400);
    }
}
