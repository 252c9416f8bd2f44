package org.plainsight.event;

/** Where this portal is on the web. */
public final class PortalAddress {

    private PortalAddress() {}

    /**
     * Without a slash at the end.
     *
     * @param domain with a port where it has one; only a portal on the reader's own machine goes without TLS
     */
    public static String of(String domain) {
        return (domain.startsWith("localhost") ? "http://" : "https://") + domain;
    }
}
