package org.plainsight.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.plainsight.log.store.KeyFile;
import org.plainsight.log.store.WitnessedHeadFiles;
import org.plainsight.log.witness.Witness;
import org.plainsight.log.witness.cli.WitnessServer;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;

/** A witness beside the demo's portal, so that cosignatures are seen. Its name says that it is nobody's outside. */
final class DemoWitness implements AutoCloseable {

    private static final String NAME = "localhost/demo-witness-on-this-machine";

    private final WitnessServer server;
    private final Path policy;

    private DemoWitness(WitnessServer server, Path policy) {
        this.server = server;
        this.policy = policy;
    }

    /** Makes the log's key where the portal will look for it, unless the log has been signed before. */
    static DemoWitness open(DemoFolder demo, String origin) throws IOException {
        Path logKey = demo.path().resolve("keys").resolve("log.key");
        boolean first = !Files.exists(logKey)
                && !Files.exists(demo.path().resolve("log").resolve("highest-signed"));
        VerifierKey log = keyOf(logKey, origin, first).verifierKey();
        Path folder = demo.path().resolve("witness");
        Path file = folder.resolve("witness.key");
        KeyFile key = keyOf(file, NAME, !Files.exists(file));
        Witness witness = new Witness(
                List.of(log),
                new WitnessedHeadFiles(folder.resolve("heads")),
                new NoteSigner(key.verifierKey(), key::sign),
                Clock.systemUTC());
        WitnessServer server = serve(witness, folder.resolve("port"));
        WitnessPolicy policy = new WitnessPolicy(
                List.of(new WitnessPolicy.Log(log, Optional.empty())),
                List.of(new WitnessPolicy.Witness(
                        "demo-witness",
                        key.verifierKey().as(VerifierKey.Type.COSIGNATURE_V1),
                        Optional.of("http://127.0.0.1:" + server.port()))),
                List.of(),
                "demo-witness");
        return new DemoWitness(server, Files.writeString(folder.resolve("policy"), policy.toString()));
    }

    /** Where it was before, if nobody else is there now: the policy that the log names stays as it is. */
    private static WitnessServer serve(Witness witness, Path portFile) throws IOException {
        int before = Files.exists(portFile) ? Integer.parseInt(Files.readString(portFile)) : 0;
        WitnessServer server;
        try {
            server = serve(witness, before);
        } catch (BindException e) {
            server = serve(witness, 0);
        }
        Files.writeString(portFile, Integer.toString(server.port()));
        return server;
    }

    private static WitnessServer serve(Witness witness, int port) throws IOException {
        return new WitnessServer(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static KeyFile keyOf(Path file, String name, boolean create) {
        return create ? KeyFile.create(file, name, new SecureRandom()) : KeyFile.open(file);
    }

    /** What the portal asks it by. */
    Path policy() {
        return policy;
    }

    @Override
    public void close() {
        server.close();
    }
}
