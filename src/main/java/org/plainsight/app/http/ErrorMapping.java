package org.plainsight.app.http;

import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.event.MalformedFilterException;
import org.plainsight.foreignlist.MalformedForeignListException;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.merkle.MalformedHashException;
import org.plainsight.ownership.MalformedChallengeException;

/**
 * Exceptions as answers. What a client sent wrong is told with its place and remedy; what went wrong here is logged
 * under a number and told without internals.
 */
final class ErrorMapping {

    private static final Logger LOG = Logger.getLogger(ErrorMapping.class);

    /** How messages begin that the framework wrote for its own developers. */
    private static final List<String> FRAMEWORK =
            List.of("HTTP ", "Unable to find matching target", "The accept header value", "RESTEASY");

    @ServerExceptionMapper({
        MalformedIdentifierException.class,
        MalformedStatementException.class,
        MalformedHashException.class,
        MalformedChallengeException.class,
        MalformedForeignListException.class,
        MalformedBalancesException.class,
        MalformedFilterException.class
    })
    Response malformed(RuntimeException e, RoutingContext context) {
        return ErrorAnswers.response(context, 400, String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext context) {
        return ErrorAnswers.response(context, 403, "This page is for signed-in staff only.");
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e, RoutingContext context) {
        Response given = e.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        return ErrorAnswers.response(context, given.getStatus(), detail(e, context.normalizedPath()));
    }

    @ServerExceptionMapper
    Response unknown(Throwable e, RoutingContext context) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(e, "%s %s failed, number %s", context.request().method(), context.normalizedPath(), number);
        return ErrorAnswers.response(
                context,
                500,
                "The portal could not answer. Try again in a minute; if it goes on, tell the operator the number "
                        + number + ". Published files and the log are not affected.");
    }

    private static String detail(WebApplicationException e, String path) {
        String message = e.getMessage();
        int status = e.getResponse().getStatus();
        if (message != null && FRAMEWORK.stream().noneMatch(message::startsWith)) {
            return message;
        }
        return switch (status) {
            case 404 -> "There is nothing at " + path + ". Look the address up again, or start from the overview.";
            case 405 -> "This address does not take that method; read it with GET.";
            case 406 -> "This address has no such format; ask for another Accept.";
            case 413 -> "The upload is larger than this portal takes.";
            case 415 -> "This address does not take that content type.";
            default -> "The request was refused (" + status + ").";
        };
    }
}
