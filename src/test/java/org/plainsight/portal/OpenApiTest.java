package org.plainsight.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description for programs is true and whole. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class OpenApiTest {

    private static final String TEMPLATE_OF_A_NAME = "\\{(\\w+):(?:[^{}]|\\{[^}]*\\})*\\}";

    private record Route(String method, String path, String declared) {}

    /** What anybody may call and that is no page for people. */
    private static List<Route> publicRoutes() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.plainsight");
        List<Route> routes = new ArrayList<>();
        for (JavaClass resource : classes) {
            if (resource.isAnnotatedWith(Path.class) && !resource.isAnnotatedWith(RolesAllowed.class)) {
                for (JavaMethod method : resource.getMethods()) {
                    boolean get = method.isAnnotatedWith(GET.class);
                    boolean forStaff = method.isAnnotatedWith(RolesAllowed.class);
                    if ((get || method.isAnnotatedWith(POST.class)) && !forStaff && !isPage(resource, method)) {
                        routes.add(new Route(get ? "get" : "post", path(resource, method), method.getFullName()));
                    }
                }
            }
        }
        return routes;
    }

    private static boolean isPage(JavaClass resource, JavaMethod method) {
        String[] produced = method.isAnnotatedWith(Produces.class)
                ? method.getAnnotationOfType(Produces.class).value()
                : resource.isAnnotatedWith(Produces.class)
                        ? resource.getAnnotationOfType(Produces.class).value()
                        : new String[0];
        return List.of(produced).stream().anyMatch(type -> type.startsWith("text/html"));
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String own = method.isAnnotatedWith(Path.class)
                ? method.getAnnotationOfType(Path.class).value()
                : "";
        String whole = "/" + resource.getAnnotationOfType(Path.class).value() + "/" + own;
        String named = whole.replaceAll(TEMPLATE_OF_A_NAME, "{$1}").replaceAll("/+", "/");
        return named.length() > 1 && named.endsWith("/") ? named.substring(0, named.length() - 1) : named;
    }

    @Test
    void every_public_route_for_programs_is_described_with_a_summary() {
        Map<String, Map<String, Object>> described = given().header("Accept", "application/json")
                .get("/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        List<Route> routes = publicRoutes();
        assertThat(routes).hasSizeGreaterThan(25);
        List<String> missing = new ArrayList<>();
        for (Route route : routes) {
            Object operation = described.getOrDefault(route.path(), Map.of()).get(route.method());
            if (!(operation instanceof Map<?, ?> known) || !known.containsKey("summary")) {
                missing.add(route.method() + " " + route.path() + " of " + route.declared());
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
        List<String> paths = publicRoutes().stream().map(Route::path).toList();
        assertThat(described.keySet().stream().filter(path -> !path.startsWith("/q/") && !paths.contains(path)))
                .isEmpty();
    }
}
