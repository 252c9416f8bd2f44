package org.plainsight.foreignlist.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.FindingsFile;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.log.TransparencyLog;

/**
 * States in the log what was found in each list. A list that comes in can change what is found in others, so all of them are
 * looked at again; what the log says already is not said twice.
 */
@Singleton
public class FindingStatements {

    private static final Logger LOG = Logger.getLogger(FindingStatements.class);

    private final ForeignLists lists;
    private final PublishedFiles files;
    private final TransparencyLog log;
    private final Instance<StatementSigners> signers;
    private Set<Long> known = Set.of();

    FindingStatements(
            ForeignLists lists, PublishedFiles files, TransparencyLog log, Instance<StatementSigners> signers) {
        this.lists = lists;
        this.files = files;
        this.log = log;
        this.signers = signers;
    }

    @Scheduled(
            every = "${plainsight.lists.state-every:10s}",
            identity = "finding-statements",
            concurrentExecution = ConcurrentExecution.SKIP)
    public synchronized void look() {
        List<ForeignList> all = lists.lists().stream()
                .sorted(Comparator.comparingLong(ForeignList::id))
                .toList();
        Set<Long> now = new HashSet<>();
        all.forEach(list -> now.add(list.id()));
        if (!now.equals(known)) {
            all.forEach(list -> QuarkusTransaction.requiringNew().run(() -> state(list)));
            known = Set.copyOf(now);
        }
    }

    private void state(ForeignList list) {
        Optional<PublishedFile> original = original(list);
        if (original.isEmpty()) {
            LOG.warnf(
                    "The file of list %d was not kept when it came in, so its findings cannot be stated; import %s again",
                    list.id(), list.fileName());
            return;
        }
        List<Finding> findings = lists.findings(list.id());
        FindingsStatement statement = new FindingsStatement(
                list.id(),
                list.publisher(),
                list.fileName(),
                list.publishedOn(),
                list.importedAt(),
                original.get(),
                files.write(FindingsFile.json(list, findings)).named("json"),
                files.write(FindingsFile.csv(findings)).named("csv"));
        boolean isStated = lists.stated(list.id())
                .filter(stated -> stated.json().equals(statement.findings()))
                .isPresent();
        if (!isStated) {
            long index = log.append(List.of(signers.get().entry(statement))).getFirst();
            lists.state(list.id(), new ForeignLists.Stated(index, statement.findings(), statement.findingsCsv()));
        }
    }

    private Optional<PublishedFile> original(ForeignList list) {
        Optional<InputStream> kept = files.open(list.sha256());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = kept.get()) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return Optional.of(new PublishedFiles.Written(list.sha256(), size).named("csv"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read list " + list.id(), e);
        }
    }
}
