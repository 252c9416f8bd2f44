package org.plainsight.registry.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FetchGuardTest {

    private static final String HOST = "labels.example.org";

    private static InetAddress address(int... bytes) throws UnknownHostException {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        return InetAddress.getByAddress(raw);
    }

    @Test
    void a_listed_host_with_public_addresses_may_be_read() throws Exception {
        FetchGuard guard = new FetchGuard(Set.of(HOST), host ->
                new InetAddress[] {address(93, 184, 216, 34), InetAddress.getByName("2606:2800:220:1::1")});
        assertThat(guard.refusal(new URI("https://" + HOST + "/a.json"))).isEmpty();
        for (String other : List.of(
                "http://" + HOST + "/",
                "https://" + HOST + ":8443/",
                "https://user@" + HOST + "/",
                "https://other.example.org/",
                "ftp://" + HOST + "/",
                "file:///etc/passwd")) {
            assertThat(guard.refusal(new URI(other))).as(other).isPresent();
        }
    }

    @Test
    void three_hundred_ways_to_write_an_inner_address_are_refused_whatever_the_list_allows() {
        List<String> hosts = inner();
        assertThat(hosts).hasSizeGreaterThanOrEqualTo(300);
        for (String host : hosts) {
            // the list allows it and it resolves: the form of the host alone must refuse it
            FetchGuard guard = new FetchGuard(Set.of(host), name -> new InetAddress[] {address(93, 184, 216, 34)});
            try {
                assertThat(guard.refusal(new URI("https://" + host + "/latest/meta-data")))
                        .as(host)
                        .isPresent();
            } catch (URISyntaxException refused) {
                assertThat(refused.getInput()).contains(host);
            }
        }
    }

    private static List<String> inner() {
        List<String> hosts = new ArrayList<>(List.of(
                "localhost",
                "localhost.",
                "[::1]",
                "[::]",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "[64:ff9b::a9fe:a9fe]",
                "[2002:a9fe:a9fe::]",
                "169。254。169。254",
                "①⑥⑨.②⑤④.169.254",
                "169.254.169.254.",
                "%31%36%39.254.169.254",
                "127.1",
                "127.0.1",
                "0",
                "0x7f.1",
                "017700000001"));
        int[][] addresses = {
            {169, 254, 169, 254},
            {127, 0, 0, 1},
            {10, 0, 0, 1},
            {192, 168, 1, 1},
            {172, 16, 5, 4},
            {100, 64, 0, 1},
            {0, 0, 0, 0}
        };
        Random random = new Random(4);
        for (int[] a : addresses) {
            long whole = ((long) a[0] << 24) | (a[1] << 16) | (a[2] << 8) | a[3];
            hosts.addAll(List.of(
                    Long.toString(whole),
                    "0x" + Long.toHexString(whole),
                    "0" + Long.toOctalString(whole),
                    a[0] + "." + (whole & 0xffffff),
                    a[0] + "." + a[1] + "." + (whole & 0xffff)));
            for (int i = 0; i < 36; i++) {
                List<String> parts = new ArrayList<>();
                for (int part : a) {
                    parts.add(
                            switch (random.nextInt(4)) {
                                case 0 -> Integer.toString(part);
                                case 1 -> "0x" + Integer.toHexString(part);
                                case 2 -> "0" + Integer.toOctalString(part);
                                default -> "000" + Integer.toOctalString(part);
                            });
                }
                hosts.add(String.join(".", parts));
            }
        }
        return hosts;
    }

    @Test
    void a_listed_name_that_points_inside_is_refused_if_only_one_of_its_addresses_does() throws Exception {
        List<InetAddress> inside = new ArrayList<>(List.of(
                address(127, 0, 0, 1),
                address(10, 1, 2, 3),
                address(172, 31, 0, 1),
                address(192, 168, 0, 1),
                address(169, 254, 169, 254),
                address(100, 100, 100, 200),
                address(0, 0, 0, 0),
                address(224, 0, 0, 1),
                address(255, 255, 255, 255),
                address(198, 18, 0, 1),
                address(192, 0, 0, 192),
                address(203, 0, 113, 9)));
        for (String v6 : List.of(
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "2001:0:1::",
                "2001:db8::1",
                "100::1")) {
            inside.add(InetAddress.getByName(v6));
        }
        for (InetAddress each : inside) {
            FetchGuard guard =
                    new FetchGuard(Set.of(HOST), host -> new InetAddress[] {address(93, 184, 216, 34), each});
            assertThat(guard.refusal(new URI("https://" + HOST + "/")))
                    .as(each.toString())
                    .isPresent();
        }
    }
}
