package org.plainsight.recheck.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.WitnessPolicy;
import org.plainsight.recheck.PublicSite;
import org.plainsight.recheck.rpc.FileSite;
import org.plainsight.recheck.rpc.HttpSite;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a reader brings to a log: the key and the witnesses. */
final class LogOptions {

    @Option(names = "--log-key", paramLabel = "KEY", description = "The log's key as you know it from elsewhere")
    private @Nullable String key;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Witnesses whose cosignatures you demand, as c2sp.org/tlog-policy has them")
    private @Nullable Path policy;

    Optional<String> key() {
        return Optional.ofNullable(key);
    }

    Optional<WitnessPolicy> policy(CommandLine line) throws IOException {
        if (policy == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(WitnessPolicy.parse(Files.readAllBytes(policy)));
        } catch (MalformedNoteException e) {
            throw new CommandLine.ParameterException(line, policy + ": " + e.getMessage());
        }
    }

    /** A portal, or a mirror of one in a folder. */
    static PublicSite site(String place, CommandLine line) {
        if (Files.isDirectory(Path.of(place.replaceFirst("^file:/+", "/")))) {
            return new FileSite(Path.of(place.replaceFirst("^file:/+", "/")));
        }
        return new HttpSite(url(place)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        line, "neither a folder nor an http or https URL: " + place + "; write it like https://host")));
    }

    static Optional<URI> url(String place) {
        try {
            URI uri = URI.create(place);
            boolean http = uri.getScheme() != null && List.of("http", "https").contains(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
