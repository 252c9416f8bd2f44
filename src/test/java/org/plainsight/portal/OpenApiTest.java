package org.plainsight.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description for programs is true and whole. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class OpenApiTest {

    /** What anybody may call and that is no page for people. */
    private static List<DeclaredRoute> publicRoutes() {
        return DeclaredRoute.all().stream()
                .filter(route -> !route.isMarked(RolesAllowed.class) && !isPage(route.resource(), route.answering()))
                .toList();
    }

    private static boolean isPage(JavaClass resource, JavaMethod method) {
        String[] produced = method.isAnnotatedWith(Produces.class)
                ? method.getAnnotationOfType(Produces.class).value()
                : resource.isAnnotatedWith(Produces.class)
                        ? resource.getAnnotationOfType(Produces.class).value()
                        : new String[0];
        return List.of(produced).stream().anyMatch(type -> type.startsWith("text/html"));
    }

    @Test
    void every_public_route_for_programs_is_described_with_a_summary() {
        Map<String, Map<String, Object>> described = given().header("Accept", "application/json")
                .get("/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        List<DeclaredRoute> routes = publicRoutes();
        assertThat(routes).hasSizeGreaterThan(25);
        List<String> missing = new ArrayList<>();
        for (DeclaredRoute route : routes) {
            String method = route.isGet() ? "get" : "post";
            Object operation = described.getOrDefault(route.path(), Map.of()).get(method);
            if (!(operation instanceof Map<?, ?> known) || !known.containsKey("summary")) {
                missing.add(
                        method + " " + route.path() + " of " + route.answering().getFullName());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void nothing_is_described_that_is_not_there_and_nothing_of_staff() {
        Map<String, Map<String, Object>> described = given().header("Accept", "application/json")
                .get("/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        assertThat(described.keySet()).noneMatch(path -> path.startsWith("/staff"));
        List<String> paths = publicRoutes().stream().map(DeclaredRoute::path).toList();
        assertThat(described.keySet().stream().filter(path -> !path.startsWith("/q/") && !paths.contains(path)))
                .isEmpty();
    }
}
