package org.plainsight.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.Cookies;
import java.util.Map;

/** How tests sign in as staff. */
public final class StaffSession {

    /** Of everybody; the profiles of tests configure its hash. */
    public static final String PASSWORD = "open sesame";

    private StaffSession() {}

    /** What a browser carries from then on. */
    public static Cookies begin(String name) {
        return given().redirects()
                .follow(false)
                .formParams(Map.of("name", name, "password", PASSWORD))
                .when()
                .post("/login/session")
                .detailedCookies();
    }
}
