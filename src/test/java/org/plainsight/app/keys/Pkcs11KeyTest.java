package org.plainsight.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.disclosure.SignedStatement.StatementSignature;

/** A key in SoftHSM, Debian's softhsm2; opensc makes the token. The module reads its settings once per process. */
class Pkcs11KeyTest {

    private static final Path MODULE = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "1234";

    @TempDir
    private Path folder;

    @Test
    void a_key_in_a_module_signs_what_verifies_under_its_public_key_and_never_leaves_it() throws Exception {
        assumeTrue(Files.exists(MODULE) && Files.exists(Path.of("/usr/bin/pkcs11-tool")), "SoftHSM is not installed");
        // The module finds its token by a variable of the process's environment, so a process of its own signs.
        makeToken();
        Path pin = Files.writeString(folder.resolve("pin"), PIN + "\n");
        String place = "pkcs11:" + MODULE + "?token=operator&key=op1&pin-file=" + pin;
        String message = "plainsight-statement-v1\n{\"v\":1}";
        List<String> answer = inProcess(place, message);
        assertThat(new StatementSignature(answer.get(0), answer.get(1)).holds(message.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(answer.get(2)).isEqualTo(answer.get(1));
        assertThatThrownBy(() -> inProcess(place.replace("op1", "op2"), message))
                .hasMessageContaining("labelled op2");
        Files.writeString(pin, "9999");
        assertThatThrownBy(() -> inProcess(place, message)).hasMessageContaining("PIN");
    }

    @Test
    void what_is_no_module_is_told() {
        assertThatThrownBy(() -> KeyPlace.open("pkcs11:/no/such.so?token=a&key=b&pin-file=/dev/null"))
                .isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> KeyPlace.open("pkcs11:/no/such.so")).hasMessageContaining("pin-file");
    }

    /** Signs twice and prints key and signatures. */
    public static void main(String... words) {
        HeldKey key = KeyPlace.open(words[0]);
        byte[] message = Base64.getDecoder().decode(words[1]);
        System.out.println(key.publicKey());
        for (int i = 0; i < 2; i++) {
            System.out.println(Base64.getEncoder().encodeToString(key.sign(message)));
        }
    }

    private List<String> inProcess(String place, String message) throws Exception {
        return run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Pkcs11KeyTest.class.getName(),
                place,
                Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8))));
    }

    private void makeToken() throws Exception {
        Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
        run(List.of(
                "softhsm2-util", "--init-token", "--free", "--label", "operator", "--pin", PIN, "--so-pin", "5678"));
        run(List.of(
                "pkcs11-tool",
                "--module",
                MODULE.toString(),
                "--token-label",
                "operator",
                "--pin",
                PIN,
                "--keypairgen",
                "--key-type",
                "EC:edwards25519",
                "--label",
                "op1"));
    }

    private List<String> run(List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words)).redirectErrorStream(true);
        builder.environment()
                .put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output.lines().toList();
    }
}
