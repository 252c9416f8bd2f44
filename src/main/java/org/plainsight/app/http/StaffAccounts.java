package org.plainsight.app.http;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.security.credential.PasswordCredential;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The people who may sign in: {@code plainsight.staff.<name>.password-hash} (bcrypt) from the configuration, and the
 * same keys from {@code staff.properties} in the data directory. The configuration wins.
 */
@Singleton
public class StaffAccounts {

    public static final String FILE = "staff.properties";
    public static final String ROLE = "staff";

    private static final Pattern KEY =
            Pattern.compile("plainsight\\.staff\\.\"?([a-z][-a-z0-9]{0,31})\"?\\.password-hash");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]?\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");

    private final Map<String, String> hashes;
    /** Compared against when the name is unknown, so that both answers take as long. */
    private final String nobody;

    @Inject
    StaffAccounts(Config config) {
        this(hashes(config));
    }

    StaffAccounts(Map<String, String> hashes) {
        this.hashes = Map.copyOf(hashes);
        this.nobody = BcryptUtil.bcryptHash("nobody");
    }

    /** Whether a person of this name has this password. Slow on purpose (bcrypt); not for event loops. */
    boolean matches(String name, PasswordCredential password) {
        String given = new String(password.getPassword());
        boolean same = BcryptUtil.matches(given, hashes.getOrDefault(name, nobody));
        return same && hashes.containsKey(name);
    }

    boolean knows(String name) {
        return hashes.containsKey(name);
    }

    private static Map<String, String> hashes(Config config) {
        Map<String, String> found = new TreeMap<>();
        Path file = Path.of(config.getOptionalValue("plainsight.data-dir", String.class)
                        .orElse(".plainsight"))
                .resolve(FILE);
        Properties stored = read(file);
        stored.stringPropertyNames().forEach(key -> add(found, key, stored.getProperty(key), file.toString()));
        config.getPropertyNames()
                .forEach(key -> nameOf(key)
                        .flatMap(name -> config.getOptionalValue(key, String.class))
                        .ifPresent(hash -> add(found, key, hash, "the configuration")));
        return found;
    }

    private static void add(Map<String, String> found, String key, String hash, String place) {
        String name = nameOf(key)
                .orElseThrow(() -> new MalformedStaffAccountException(
                        place + ": '" + key + "' is not plainsight.staff.<name>.password-hash"));
        if (!BCRYPT.matcher(hash).matches()) {
            throw new MalformedStaffAccountException(
                    place + ": " + key + " is no bcrypt hash; make one with ./plainsight staff add " + name);
        }
        found.put(name, hash);
    }

    private static Optional<String> nameOf(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Properties read(Path file) {
        Properties stored = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                stored.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new MalformedStaffAccountException(file + " cannot be read: " + e.getMessage());
            }
        }
        return stored;
    }
}
