package org.plainsight.portal;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The portal over {@link SampleExchange}, with two people who may sign in. */
public final class SampleProfile implements QuarkusTestProfile {

    static final String PASSWORD = "correct horse battery";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SampleExchange.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        String hash = BcryptUtil.bcryptHash(PASSWORD);
        return Map.of(
                "plainsight.security.contact", "mailto:security@portal.example",
                "plainsight.staff.alice.password-hash", hash,
                "plainsight.staff.bob.password-hash", hash);
    }
}
