package org.plainsight.foreignlist.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.foreignlist.job.FindingStatements;
import org.plainsight.merkle.Hash32;
import org.plainsight.ownership.TestKey;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.StaffSession;

@QuarkusTest
@TestProfile(ListPagesTest.WithStaff.class)
@QuarkusTestResource(PostgresResource.class)
class ListPagesTest {

    /** One person may sign in. */
    public static final class WithStaff implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plainsight.staff.alice.password-hash", BcryptUtil.bcryptHash(StaffSession.PASSWORD));
        }
    }

    private static final TestKey KEY = TestKey.random(new Random(5));

    private final ListImport imports;
    private final ForeignLists lists;
    private final FindingStatements statements;

    ListPagesTest(ListImport imports, ForeignLists lists, FindingStatements statements) {
        this.imports = imports;
        this.lists = lists;
        this.statements = statements;
    }

    private ForeignList add(String name) {
        String file = "coin,snapshot height,balance\nETH,7,9.5\n\n"
                + "coin,address,snapshot height,balance,message,signature\n"
                + "ETH,%s,7,1234567.5,<b>htx</b>,%s\n".formatted(KEY.evmAddress(), KEY.eip191("<b>htx</b>"))
                + "ETH,0x" + "12".repeat(20) + ",8,1,-,-\n# " + name + ",x,-,-,-,-\n";
        return imports.add(name, file.getBytes(StandardCharsets.UTF_8), Optional.empty())
                .list();
    }

    @Test
    void a_list_shows_its_findings_rows_and_ages() {
        ForeignList before = add("htx_por_20250101.csv");
        ForeignList list = add("htx_por_20250401.csv");
        given().when()
                .get("/lists/" + list.id())
                .then()
                .statusCode(200)
                .body(containsString("total differs from its rows"))
                .body(containsString("mixed snapshot heights"))
                .body(containsString("1,234,567.5"))
                .body(containsString(KEY.evmAddress()))
                .body(containsString("first shown 2025-01-01, 3 months before this list"))
                .body(containsString("&lt;b&gt;htx&lt;/b&gt;"))
                .body(not(containsString("<b>htx")));
        given().when().get("/lists").then().statusCode(200).body(containsString("/lists/" + before.id()));
        given().when()
                .get("/lists/" + list.id() + "?outcome=UNSIGNED&q=1212&page=1")
                .then()
                .statusCode(200)
                .body(containsString("1 rows; page 1 of 1"));
        given().when()
                .get("/lists/" + list.id() + ".json")
                .then()
                .statusCode(200)
                .contentType(containsString("application/json"))
                .body("publisher", equalTo("HTX"));
        given().when()
                .get("/lists/" + list.id() + ".csv")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"));
    }

    @Test
    void findings_have_a_receipt_once_they_are_in_the_log_and_are_stated_anew_only_when_they_change() {
        ForeignList list = add("okx_por_20250201.csv");
        given().when().get("/lists/" + list.id()).then().body(containsString("on their way into the log"));
        statements.look();
        ForeignLists.Stated stated = lists.stated(list.id()).orElseThrow();
        given().when()
                .get("/lists/" + list.id())
                .then()
                .body(containsString("/log/entries/" + stated.logIndex() + "/receipt"))
                .body(containsString(stated.csv().path()));
        byte[] csv = given().when()
                .get(stated.csv().path())
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment"))
                .header("Cache-Control", containsString("immutable"))
                .extract()
                .asByteArray();
        assertThat(Hash32.sha256(csv).toHex()).isEqualTo(stated.csv().sha256());
        given().when().get("/files/" + list.sha256() + ".csv").then().statusCode(200);
        given().when().get("/files/" + list.sha256() + ".exe").then().statusCode(404);
        given().when().get("/files/" + "0".repeat(64) + ".csv").then().statusCode(404);

        statements.look();
        assertThat(lists.stated(list.id())).contains(stated);
        add("okx_por_20250301.csv");
        statements.look();
        assertThat(lists.stated(list.id())).as("a younger list changes nothing").contains(stated);
        add("okx_por_20250101.csv");
        statements.look();
        assertThat(lists.stated(list.id()).orElseThrow().logIndex())
                .as("an older list shows that signatures were replayed")
                .isGreaterThan(stated.logIndex());
    }

    @Test
    void an_unknown_list_is_not_found() {
        given().when().get("/lists/999999999").then().statusCode(404);
        given().when().get("/lists/999999999.csv").then().statusCode(404);
    }

    @Test
    void staff_upload_a_file_by_form_or_as_a_body_and_the_same_file_once() {
        Cookies staff = StaffSession.begin("alice");
        String file = "coin,address,balance,message,signature\nETH,%s,3,htx,%s\n"
                .formatted(KEY.evmAddress(), KEY.eip191("htx"));
        given().cookies(staff).when().get("/staff/lists").then().statusCode(200).body(containsString("publisher"));
        String place = given().cookies(staff)
                .redirects()
                .follow(false)
                .multiPart("file", "htx_por_20250501.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("publisher", "")
                .when()
                .post("/staff/lists")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        given().when().get(place).then().statusCode(200).body(containsString("2025-05-01"));
        given().cookies(staff)
                .contentType("text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .when()
                .post("/staff/lists?name=okx.csv")
                .then()
                .statusCode(200)
                .body("new", equalTo(false));
        given().cookies(staff)
                .contentType("text/csv")
                .body("coin,address\n".getBytes(StandardCharsets.UTF_8))
                .when()
                .post("/staff/lists?name=okx.csv")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(containsString("row 1"));
    }

    @Test
    void only_staff_may_upload() {
        int posted = given().redirects()
                .follow(false)
                .contentType("text/csv")
                .body("coin,address\n")
                .when()
                .post("/staff/lists?name=htx.csv")
                .statusCode();
        int form = given().redirects().follow(false).when().get("/staff/lists").statusCode();
        assertThat(List.of(posted, form))
                .allSatisfy(status -> assertThat(status).isIn(302, 401, 403));
    }
}
