package org.plainsight.app;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The few settings needed before Quarkus starts, read from the same places: system properties, environment, file. */
final class Settings {
    private static final int FILE_ORDINAL = 255;

    private final SmallRyeConfig config;

    private Settings(SmallRyeConfig config) {
        this.config = config;
    }

    /** @throws StartFailure when the file is named and cannot be read */
    static Settings read(Optional<Path> file) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultSources();
        Path inPlace = Path.of("config", "application.properties");
        if (Files.exists(inPlace)) {
            builder.withSources(source(inPlace, FILE_ORDINAL));
        }
        file.ifPresent(path -> {
            if (!Files.isReadable(path)) {
                throw new StartFailure("cannot read the settings file " + path);
            }
            builder.withSources(source(path, FILE_ORDINAL + 1));
            System.setProperty("smallrye.config.locations", path.toUri().toString());
        });
        return new Settings(builder.build());
    }

    Optional<String> find(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    Path dataDir() {
        return Path.of(find("plainsight.data-dir").orElse(".plainsight"));
    }

    /** For the rest of the application; wins over environment and file. */
    static void set(String name, String value) {
        System.setProperty(name, value);
    }

    private static PropertiesConfigSource source(Path path, int ordinal) {
        try {
            URL url = path.toUri().toURL();
            return new PropertiesConfigSource(url, ordinal);
        } catch (IOException e) {
            throw new StartFailure("cannot read the settings file " + path + ": " + e.getMessage());
        }
    }
}
