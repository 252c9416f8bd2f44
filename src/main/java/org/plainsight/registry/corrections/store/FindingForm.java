package org.plainsight.registry.corrections.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.registry.labels.LabelFinding;
import org.plainsight.registry.labels.PublishedLabel;

/** Findings of a look as text of the database. */
final class FindingForm {

    private static final int FINDINGS_MAX = 2_000;

    private FindingForm() {}

    static String write(List<LabelFinding> findings) {
        return CanonicalJson.text(Json.object()
                .put(
                        "findings",
                        Json.array(findings.stream().limit(FINDINGS_MAX).toList(), FindingForm::write))
                .build());
    }

    private static Json write(LabelFinding finding) {
        return Json.object()
                .put("kind", finding.kind().name())
                .put("account", finding.label().account().toString())
                .put("label", finding.label().label().replace("\0", ""))
                .put("place", finding.label().place())
                .put("words", finding.words())
                .build();
    }

    static List<LabelFinding> read(String text) {
        return Json.asObject(CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .list("findings", FindingForm::readOne);
    }

    private static LabelFinding readOne(Json value) {
        Json.Obj o = Json.asObject(value);
        return new LabelFinding(
                LabelFinding.Kind.valueOf(o.text("kind")),
                new PublishedLabel(AccountId.parse(o.text("account")), o.text("label"), o.text("place")),
                o.text("words"));
    }
}
