package org.plainsight.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrossSiteGuardTest {

    @Test
    void a_form_of_our_own_page_passes() {
        assertThat(CrossSiteGuard.isOwn("same-origin", "https://portal.example", "portal.example"))
                .isTrue();
        assertThat(CrossSiteGuard.isOwn(null, "https://portal.example:8443", "PORTAL.example:8443"))
                .isTrue();
    }

    @Test
    void a_form_of_another_site_is_refused_even_from_a_sister_domain() {
        assertThat(CrossSiteGuard.isOwn("cross-site", null, "portal.example")).isFalse();
        assertThat(CrossSiteGuard.isOwn("same-site", "https://evil.portal.example", "portal.example"))
                .isFalse();
        assertThat(CrossSiteGuard.isOwn(null, "https://evil.example", "portal.example"))
                .isFalse();
        assertThat(CrossSiteGuard.isOwn(null, "null", "portal.example")).isFalse();
        assertThat(CrossSiteGuard.isOwn(null, "ht tp://\u0000", "portal.example"))
                .isFalse();
    }

    @Test
    void a_client_that_is_no_browser_says_nothing_and_passes() {
        assertThat(CrossSiteGuard.isOwn(null, null, "portal.example")).isTrue();
    }
}
