package org.plainsight.registry.labels;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses of the web may be read: https, the default port, a host of the allow-list written as a plain name, and
 * every address it resolves to public. The reader follows no redirects, and TLS holds the answer to the name, so that a
 * name pointed elsewhere between this look and the fetch fails.
 */
public final class FetchGuard {

    /** Names to addresses. */
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z][-a-z0-9]{0,61}[a-z0-9]");

    private final Optional<Set<String>> allowed;
    private final Resolver resolver;

    /** @param allowed host names in lower case */
    public FetchGuard(Set<String> allowed, Resolver resolver) {
        this(Optional.of(Set.copyOf(allowed)), resolver);
    }

    private FetchGuard(Optional<Set<String>> allowed, Resolver resolver) {
        this.allowed = allowed;
        this.resolver = resolver;
    }

    /** Without an allow-list: for addresses that staff typed in, and that may be anybody's. */
    public static FetchGuard ofAnyHost(Resolver resolver) {
        return new FetchGuard(Optional.empty(), resolver);
    }

    /** Why it must not be read; empty when it may. */
    public Optional<String> refusal(URI uri) {
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (!"https".equals(uri.getScheme())
                || uri.getRawUserInfo() != null
                || (uri.getPort() != -1 && uri.getPort() != 443)) {
            return Optional.of("only https addresses without a login and with the default port are read");
        }
        if (!NAME.matcher(host).matches()) {
            return Optional.of("the host is no plain name");
        }
        if (allowed.isPresent() && !allowed.get().contains(host)) {
            return Optional.of("the host is not on the allow-list (plainsight.corrections.allowed-hosts)");
        }
        try {
            for (InetAddress address : resolver.resolve(host)) {
                if (!isPublic(address)) {
                    return Optional.of("the host points to an address that is not public");
                }
            }
        } catch (UnknownHostException e) {
            return Optional.of("the host has no address");
        }
        return Optional.empty();
    }

    /** Whether an address is of the public internet: not local, private, shared, reserved, multicast or a wrapped one. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special && (bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = first == 100 && second >= 64 && second <= 127;
        boolean special = first == 192 && second == 0;
        boolean bench = first == 198 && (second == 18 || second == 19 || second == 51);
        boolean documentation = first == 203 && second == 0 && bytes[2] == 113;
        return first != 0 && first < 224 && !shared && !special && !bench && !documentation;
    }

    /** 2000::/3 only, without what wraps or tunnels an IPv4 address (6to4, Teredo) or documents. */
    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        boolean global = (first & 0xe000) == 0x2000;
        boolean wrapped = first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0xdb8));
        return global && !wrapped;
    }
}
