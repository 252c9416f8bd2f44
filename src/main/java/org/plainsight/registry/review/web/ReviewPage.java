package org.plainsight.registry.review.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.registry.Finding;
import org.plainsight.registry.job.FolderState;
import org.plainsight.registry.review.Decided;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.HeldRow;
import org.plainsight.registry.review.Person;
import org.plainsight.registry.review.Quarantine;

/** Drafts of the registry: what each would change, what it waits for, and which rows are held. */
@Path("/staff/registry")
@Produces("text/html;charset=UTF-8")
@RolesAllowed("staff")
@Blocking
public class ReviewPage {

    private static final int RECENT = 20;
    private static final int LINES = 100;
    private static final int HELD = 100;
    private static final int PAGE_MAX = 1_000_000;

    private final Drafts drafts;
    private final Quarantine quarantine;
    private final FolderState folder;
    private final SecurityIdentity identity;

    ReviewPage(Drafts drafts, Quarantine quarantine, FolderState folder, SecurityIdentity identity) {
        this.drafts = drafts;
        this.quarantine = quarantine;
        this.folder = folder;
        this.identity = identity;
    }

    /**
     * @param mine why the person who looks cannot approve it; empty when they can
     */
    public record Shown(Draft draft, Optional<String> mine) {

        public boolean isSubmitted() {
            return draft.state() == Draft.State.PREPARED;
        }

        public boolean isStaged() {
            return draft.state() == Draft.State.STAGED;
        }
    }

    /** @param mine the draft was submitted by the person who looks, who therefore cannot confirm it */
    public record Held(HeldRow row, boolean mine) {}

    public record Overview(
            String name,
            List<Finding> findings,
            Optional<Shown> open,
            List<Held> held,
            long heldTotal,
            List<Draft> past) {}

    /**
     * @param chosen the kind shown, a word of {@link DraftLine.Kind}, {@code held}, or empty for all
     * @param first of the lines shown, from 1
     */
    public record Reading(
            Shown shown,
            String chosen,
            List<DraftLine.Kind> kinds,
            List<DraftLine> lines,
            long total,
            long first,
            Optional<String> previous,
            Optional<String> next) {}

    @CheckedTemplate(basePath = "registry")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance review(Overview view);

        static native TemplateInstance draft(Reading view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance overview() {
        List<Draft> recent = drafts.recent(RECENT);
        Optional<Shown> open = recent.stream().filter(Draft::isOpen).findFirst().map(this::shown);
        return Pages.review(new Overview(
                name(),
                folder.findings(),
                open,
                quarantine.rows(0, HELD).stream().map(this::held).toList(),
                quarantine.count(),
                recent.stream().filter(d -> !d.isOpen()).toList()));
    }

    @GET
    @Path("drafts/{id}")
    @Operation(hidden = true)
    public TemplateInstance draft(
            @RestPath long id,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("page") @DefaultValue("1") int page) {
        Draft draft = drafts.find(id)
                .orElseThrow(() -> new NotFoundException("There is no draft " + id + "; see /staff/registry."));
        if (page < 1 || page > PAGE_MAX) {
            throw new BadRequestException("page: " + page + " is no page number; begin with 1.");
        }
        boolean heldOnly = kind.equals("held");
        Optional<DraftLine.Kind> chosen = heldOnly || kind.isEmpty() ? Optional.empty() : Optional.of(kind(kind));
        long total = drafts.count(id, chosen, heldOnly);
        int offset = (page - 1) * LINES;
        String link = "/staff/registry/drafts/" + id + "?" + (kind.isEmpty() ? "" : "kind=" + kind + "&") + "page=";
        return Pages.draft(new Reading(
                shown(draft),
                kind,
                Arrays.stream(DraftLine.Kind.values())
                        .filter(k -> draft.impact().count(k) > 0)
                        .toList(),
                drafts.lines(id, chosen, heldOnly, offset, LINES),
                total,
                total == 0 ? 0 : offset + 1L,
                page > 1 ? Optional.of(link + (page - 1)) : Optional.empty(),
                offset + LINES < total ? Optional.of(link + (page + 1)) : Optional.empty()));
    }

    private static DraftLine.Kind kind(String word) {
        return Arrays.stream(DraftLine.Kind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new BadRequestException("kind: '" + word + "' is no kind of change."));
    }

    private Shown shown(Draft draft) {
        if (isMe(draft.prepared())) {
            return new Shown(draft, Optional.of("You submitted this. Others must sign in and decide it."));
        }
        return new Shown(
                draft,
                isMe(draft.firstApproval())
                        ? Optional.of("You approved this. The second approval takes a third person.")
                        : Optional.empty());
    }

    private Held held(HeldRow row) {
        return new Held(
                row, drafts.find(row.draft()).filter(d -> isMe(d.prepared())).isPresent());
    }

    private boolean isMe(Optional<Decided> deed) {
        return deed.filter(d -> Person.isSame(d.by(), name())).isPresent();
    }

    private String name() {
        return identity.getPrincipal().getName();
    }
}
