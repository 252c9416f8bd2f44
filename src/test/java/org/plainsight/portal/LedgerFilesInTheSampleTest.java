package org.plainsight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.testing.Eventually;

/** The files that the XRP Ledger and Stellar look for where addresses of theirs are claimed, and only there. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class LedgerFilesInTheSampleTest {

    private static final String RIPPLE = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh";
    private static final String STELLAR = "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI base;

    @Inject
    SampleExchange exchange;

    @AfterEach
    void as_before() {
        exchange.empty();
        exchange.fill();
    }

    @Test
    void a_claimed_account_stands_in_its_ledgers_file_that_any_site_may_read() {
        exchange.claim(AccountId.parse("xrpl:0:" + RIPPLE));
        assertFile("xrp-ledger.toml", "[[ACCOUNTS]]\naddress = \"" + RIPPLE + "\"\ndesc = \"");
        assertThat(get("/.well-known/stellar.toml").statusCode()).isEqualTo(404);

        exchange.claim(AccountId.parse("stellar:pubnet:" + STELLAR));
        assertFile("stellar.toml", "ACCOUNTS = [\n  \"" + STELLAR + "\"\n]\n");
    }

    private HttpResponse<String> get(String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertFile(String name, String beginning) {
        // a release follows the log within a second
        Eventually.await(
                name, Duration.ofSeconds(5), () -> get("/.well-known/" + name).statusCode() != 404);
        HttpResponse<String> served = get("/.well-known/" + name);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).startsWith(beginning);
        assertThat(served.headers().firstValue("Content-Type").orElse("")).startsWith("application/toml");
        assertThat(served.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(get("/feed/v1/exports/" + name).body()).isEqualTo(served.body());
    }
}
