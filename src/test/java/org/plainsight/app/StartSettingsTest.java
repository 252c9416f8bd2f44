package org.plainsight.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartSettingsTest {

    @Test
    void a_database_that_is_no_postgresql_is_refused_in_words_without_telling_its_url() {
        assertThatThrownBy(() -> Database.requirePostgres("jdbc:foo://host/x?password=secret"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("secret");
        assertThatCode(() -> Database.requirePostgres("jdbc:postgresql://host/x"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_registry_that_is_no_folder_is_refused_before_anything_starts(@TempDir Path folder) {
        assertThatThrownBy(() ->
                        ServeCommand.requireFolder(folder.resolve("absent").toString()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("plainsight.registry.path");
        assertThatCode(() -> ServeCommand.requireFolder(folder.toString())).doesNotThrowAnyException();
    }
}
