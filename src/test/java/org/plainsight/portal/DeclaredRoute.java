package org.plainsight.portal;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/** What the code says that it answers. */
record DeclaredRoute(JavaClass resource, JavaMethod answering) {

    private static final String TEMPLATE_OF_A_NAME = "\\{(\\w+):(?:[^{}]|\\{[^}]*\\})*\\}";

    /** Every GET and POST. */
    static List<DeclaredRoute> all() {
        List<DeclaredRoute> routes = new ArrayList<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.plainsight")) {
            if (resource.isAnnotatedWith(Path.class)) {
                resource.getMethods().stream()
                        .filter(method -> method.isAnnotatedWith(GET.class) || method.isAnnotatedWith(POST.class))
                        .forEach(method -> routes.add(new DeclaredRoute(resource, method)));
            }
        }
        return routes;
    }

    boolean isGet() {
        return answering.isAnnotatedWith(GET.class);
    }

    boolean isMarked(Class<? extends Annotation> annotation) {
        return resource.isAnnotatedWith(annotation) || answering.isAnnotatedWith(annotation);
    }

    /** With the names of its variables, and without what they may be. */
    String path() {
        String own = answering.isAnnotatedWith(Path.class)
                ? answering.getAnnotationOfType(Path.class).value()
                : "";
        String whole = "/" + resource.getAnnotationOfType(Path.class).value() + "/" + own;
        String named = whole.replaceAll(TEMPLATE_OF_A_NAME, "{$1}").replaceAll("/+", "/");
        return named.length() > 1 && named.endsWith("/") ? named.substring(0, named.length() - 1) : named;
    }
}
