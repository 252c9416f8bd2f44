package org.plainsight.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ForeignSignatures;
import org.plainsight.foreignlist.ListImport;

@Singleton
class ForeignListWiring {

    @Produces
    @Singleton
    ListImport listImport(ForeignLists lists, PublishedFiles files, Clock clock) {
        return new ListImport(ForeignSignatures.verifier(), lists, files, clock);
    }
}
