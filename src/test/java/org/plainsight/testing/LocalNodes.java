package org.plainsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.plainsight.sandbox.node.BitcoinNode;
import org.plainsight.sandbox.node.EvmNode;

/** Fresh real nodes for a test; the caller closes them (and a killed JVM takes them along). */
public final class LocalNodes {
    private LocalNodes() {}

    /** An empty regtest chain. Mine {@link BitcoinNode#SEGWIT_HEIGHT} blocks before spending witness outputs. */
    public static BitcoinNode bitcoin() {
        return BitcoinNode.start(folder("bitcoin"));
    }

    /** An empty chain that mines only when told and finalises one epoch (one slot) behind. */
    public static EvmNode evm(long chainId) {
        return EvmNode.start(folder("evm"), chainId, Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Path folder(String kind) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-nodes"));
            return Files.createTempDirectory(parent, kind).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
