package org.plainsight.portal;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

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
}
