package org.plainsight.app.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.plainsight.testing.PostgresResource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ErrorAnswersTest {

    @Test
    void a_browser_at_an_unknown_path_gets_a_readable_page() {
        given().accept("text/html")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType(startsWith("text/html"))
                .body(containsString("<h1>Not found</h1>"));
    }

    @Test
    void a_program_at_an_unknown_path_gets_problem_details() {
        given().accept("*/*")
                .get("/no-such-page")
                .then()
                .statusCode(404)
                .contentType(startsWith("application/problem+json"))
                .body("status", equalTo(404))
                .body("instance", equalTo("/no-such-page"));
    }

    @Test
    void every_answer_carries_the_security_headers() {
        given().get("/plainsight.css")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", equalTo(SecurityHeaders.POLICY))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"));
        given().get("/no-such-page").then().header("Content-Security-Policy", equalTo(SecurityHeaders.POLICY));
    }

    @Test
    void a_change_sent_by_another_site_is_refused_before_anything_else() {
        given().header("Sec-Fetch-Site", "cross-site")
                .formParam("name", "alice")
                .formParam("password", "x")
                .post("/login/session")
                .then()
                .statusCode(403)
                .body("detail", containsString("another site"));
    }

    @Test
    void a_wrong_password_leads_back_to_the_form_and_says_so() {
        given().redirects()
                .follow(false)
                .formParam("name", "alice")
                .formParam("password", "wrong")
                .post("/login/session")
                .then()
                .statusCode(302)
                .header("Location", containsString("/login?state=failed"));
        given().accept("text/html")
                .get("/login?state=failed")
                .then()
                .statusCode(200)
                .body(containsString("Name or password is wrong"));
    }

    @Test
    void text_of_the_request_is_escaped_on_the_page() {
        given().accept("text/html")
                .get("/no<script>alert(1)</script>")
                .then()
                .body(not(containsString("<script>alert")));
    }
}
