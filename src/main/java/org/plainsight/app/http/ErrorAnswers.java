package org.plainsight.app.http;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** One error, written for whoever asked: a page for browsers, problem details for programs. */
final class ErrorAnswers {

    /** Paths that programs read; there a browser gets problem details too. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/feed/", "/log/checkpoint", "/log/tile/", "/log/entries/", "/proofs/", "/openapi", "/q/");

    private ErrorAnswers() {}

    @CheckedTemplate(basePath = "app")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance error(Problem problem);
    }

    static Response response(RoutingContext context, int status, String detail) {
        Problem problem = new Problem(status, detail, context.normalizedPath());
        Response.ResponseBuilder answer =
                Response.status(status).header("Cache-Control", "no-store").header("Vary", "Accept");
        return wantsPage(context)
                ? answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(page(problem))
                        .build()
                : answer.type(Problem.MEDIA_TYPE).entity(problem.json()).build();
    }

    static String page(Problem problem) {
        return Pages.error(problem).render();
    }

    static boolean wantsPage(RoutingContext context) {
        String path = context.normalizedPath();
        String accept = context.request().getHeader("Accept");
        return accept != null
                && accept.contains("text/html")
                && FOR_PROGRAMS.stream().noneMatch(path::startsWith)
                && !path.endsWith(".json");
    }
}
