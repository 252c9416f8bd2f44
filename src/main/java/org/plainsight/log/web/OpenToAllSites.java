package org.plainsight.log.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Lets the pages of any site read the log, errors included: it is public, and no cookie plays a part. */
class OpenToAllSites {

    @ServerResponseFilter
    public void allow(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/log/") || path.startsWith("log/")) {
            response.getHeaders().putSingle("Access-Control-Allow-Origin", "*");
        }
    }
}
