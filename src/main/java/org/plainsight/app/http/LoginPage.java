package org.plainsight.app.http;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Where staff sign in and out; the form itself is taken by the framework at {@code /login/session}. */
@Path("/")
@Produces("text/html;charset=UTF-8")
public class LoginPage {

    @CheckedTemplate(basePath = "app")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance login(boolean failed, boolean signedOut);
    }

    @GET
    @Path("login")
    @Operation(hidden = true)
    public TemplateInstance login(@RestQuery String state) {
        return Pages.login("failed".equals(state), "signed-out".equals(state));
    }

    @POST
    @Path("logout")
    @Operation(hidden = true)
    public Response logout(RoutingContext context) {
        FormAuthenticationMechanism.logout(context);
        return Response.seeOther(URI.create("/login?state=signed-out")).build();
    }
}
