package org.plainsight.liabilities.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.VerifierLog;
import org.plainsight.merkle.Hash32;

/**
 * The page "check my balance" as one file that needs no network: the same scripts as the page, and the log's key. Its
 * digest is logged, so that a swapped one shows. The same program and key give the same bytes.
 */
@ApplicationScoped
@Path("/verify/plainsight-check.html")
public class OfflineChecker {

    /** As the log calls it. */
    public static final String NAME = "check my balance, offline";

    private final VerifierLog log;
    private final AtomicReference<byte[]> file = new AtomicReference<>();

    OfflineChecker(VerifierLog log) {
        this.log = log;
    }

    @CheckedTemplate(basePath = "liabilities")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance offline(
                String logKey, RawString style, RawString script, String styleDigest, String scriptDigest);
    }

    /** Of the file, hex. */
    String sha256() {
        return Hash32.sha256(bytes()).toHex();
    }

    OptionalLong logEntry() {
        return log.entry(sha256());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response download() {
        return Response.ok(bytes(), "text/html; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"plainsight-check.html\"")
                .header("Cache-Control", "no-cache")
                .tag(sha256())
                .build();
    }

    /** The file itself; do not write into it. */
    public byte[] bytes() {
        byte[] made = file.get();
        if (made == null) {
            String style = resource("plainsight.css");
            String script = ScriptBundle.of("page.js", name -> resource("verify/" + name));
            made = Pages.offline(log.key(), new RawString(style), new RawString(script), digest(style), digest(script))
                    .render()
                    .getBytes(StandardCharsets.UTF_8);
            file.set(made);
        }
        return made;
    }

    private static String digest(String text) {
        return Hash32.sha256(text.getBytes(StandardCharsets.UTF_8)).base64();
    }

    private static String resource(String name) {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources/" + name)) {
            return new String(
                    Objects.requireNonNull(in, () -> "the build lacks " + name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
