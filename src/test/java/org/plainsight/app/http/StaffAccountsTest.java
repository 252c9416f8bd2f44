package org.plainsight.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.credential.PasswordCredential;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffAccountsTest {

    @TempDir
    Path dataDirectory;

    @Test
    void a_granted_password_signs_in_and_no_other_does() throws IOException {
        String password = new StaffFile(dataDirectory).grant("alice");
        StaffAccounts accounts = accounts(Map.of());
        assertThat(accounts.matches("alice", credential(password))).isTrue();
        assertThat(accounts.matches("alice", credential(password + "x"))).isFalse();
        assertThat(accounts.matches("bob", credential(password))).isFalse();
        assertThat(accounts.matches("nobody", credential("nobody"))).isFalse();
    }

    @Test
    void a_second_grant_replaces_the_first_and_leaves_others_alone() throws IOException {
        StaffFile file = new StaffFile(dataDirectory);
        String first = file.grant("alice");
        String bob = file.grant("bob");
        String second = file.grant("alice");
        StaffAccounts accounts = accounts(Map.of());
        assertThat(accounts.matches("alice", credential(first))).isFalse();
        assertThat(accounts.matches("alice", credential(second))).isTrue();
        assertThat(accounts.matches("bob", credential(bob))).isTrue();
    }

    @Test
    void only_the_owner_may_read_the_file_and_it_holds_no_password() throws IOException {
        String password = new StaffFile(dataDirectory).grant("alice");
        Path file = dataDirectory.resolve(StaffAccounts.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(password);
    }

    @Test
    void a_password_in_place_of_a_hash_stops_the_start_and_names_the_remedy() {
        assertThatThrownBy(() -> accounts(Map.of("plainsight.staff.alice.password-hash", "secret")))
                .isInstanceOf(MalformedStaffAccountException.class)
                .hasMessageContaining("plainsight.staff.alice.password-hash")
                .hasMessageContaining("./plainsight staff add alice");
    }

    private StaffAccounts accounts(Map<String, String> settings) {
        return new StaffAccounts(new SmallRyeConfigBuilder()
                .withDefaultValue("plainsight.data-dir", dataDirectory.toString())
                .withDefaultValues(settings)
                .build());
    }

    private static PasswordCredential credential(String password) {
        return new PasswordCredential(password.toCharArray());
    }
}
