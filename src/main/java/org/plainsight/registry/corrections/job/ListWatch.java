package org.plainsight.registry.corrections.job;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.corrections.Correction;
import org.plainsight.registry.corrections.CorrectionRules;
import org.plainsight.registry.corrections.Corrections;
import org.plainsight.registry.corrections.WatchedList;
import org.plainsight.registry.labels.LabelListFormat;
import org.plainsight.registry.labels.LabelWatch;
import org.plainsight.registry.labels.MalformedLabelListException;
import org.plainsight.registry.labels.PublishedLabel;
import org.plainsight.registry.rpc.LabelSource;

/** Reads the watched lists and writes down what they say of the disputes. A list that cannot be read says nothing. */
@Singleton
public class ListWatch {

    private final CorrectionSettings settings;
    private final AddressBook book;
    private final Corrections corrections;
    private final Clock clock;

    ListWatch(CorrectionSettings settings, AddressBook book, Corrections corrections, Clock clock) {
        this.settings = settings;
        this.book = book;
        this.corrections = corrections;
        this.clock = clock;
    }

    /** @return what changed */
    public List<Correction> look() throws InterruptedException {
        List<Correction> news = new ArrayList<>();
        if (!settings.watch().isEmpty()) {
            List<AddressClaim> standing = book.current();
            LabelWatch watch = new LabelWatch(standing, settings.brands().orElse(List.of()));
            for (Map.Entry<String, CorrectionSettings.Watched> each :
                    settings.watch().entrySet()) {
                news.addAll(look(each.getKey(), each.getValue(), watch, standing));
            }
        }
        return news;
    }

    private List<Correction> look(
            String name, CorrectionSettings.Watched watched, LabelWatch watch, List<AddressClaim> standing)
            throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<WatchedList> before = corrections.watched().stream()
                .filter(w -> w.name().equals(name))
                .findFirst();
        try {
            String text = new LabelSource(settings.allowedHosts().orElse(List.of())).text(watched.source());
            List<PublishedLabel> labels = LabelListFormat.byWord(watched.form()).read(text);
            long labelsBefore = before.map(WatchedList::labels).orElse(0L);
            if (labels.isEmpty() || labels.size() * 2L < labelsBefore) {
                // a broken list must correct nothing; what stays as small is believed at the next look
                corrections.saw(new WatchedList(
                        name,
                        watched.publisher(),
                        now,
                        labels.size(),
                        before.map(WatchedList::findings).orElse(List.of()),
                        Optional.of("it holds " + labels.size() + " labels and held " + labelsBefore
                                + " before; nothing was concluded from it.")));
                return List.of();
            }
            WatchedList look = new WatchedList(
                    name, watched.publisher(), now, labels.size(), watch.compare(labels), Optional.empty());
            List<Correction> news = CorrectionRules.seen(
                    look,
                    labelsBefore,
                    standing,
                    Hash32.sha256(text.getBytes(StandardCharsets.UTF_8)).toHex());
            news.forEach(corrections::add);
            corrections.saw(look);
            return news;
        } catch (IOException | MalformedLabelListException e) {
            WatchedList known = before.orElseGet(
                    () -> new WatchedList(name, watched.publisher(), now, 0, List.of(), Optional.empty()));
            corrections.saw(known.failed(now, String.valueOf(e.getMessage())));
            return List.of();
        }
    }
}
