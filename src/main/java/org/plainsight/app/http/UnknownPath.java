package org.plainsight.app.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The last route: nothing else answers at this path. */
@Singleton
class UnknownPath {

    void register(@Observes Router router) {
        router.route().last().handler(UnknownPath::answer);
    }

    private static void answer(RoutingContext context) {
        Problem problem = new Problem(
                404,
                "There is nothing at this address. Look it up again, or start from the overview.",
                context.normalizedPath());
        boolean page = ErrorAnswers.wantsPage(context);
        context.response()
                .setStatusCode(404)
                .putHeader("Content-Type", page ? "text/html;charset=UTF-8" : Problem.MEDIA_TYPE)
                .end(page ? ErrorAnswers.page(problem) : problem.json());
    }
}
