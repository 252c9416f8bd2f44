package org.plainsight.portal.web;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whose portal this is, at the head of every page: the setting {@code plainsight.operator-name}, else the domain. */
@Named("site")
@Singleton
public class SiteOperator {

    private final String name;

    SiteOperator(
            @ConfigProperty(name = "plainsight.operator-name") Optional<String> name,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain) {
        this.name = name.filter(n -> !n.isBlank()).orElse(domain);
    }

    public String operator() {
        return name;
    }
}
