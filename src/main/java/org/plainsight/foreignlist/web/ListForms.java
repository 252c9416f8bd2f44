package org.plainsight.foreignlist.web;

import io.quarkus.qute.TemplateExtension;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.RowOutcome;

/** How this feature's templates write counts. */
@TemplateExtension
final class ListForms {

    private ListForms() {}

    static String grouped(int count) {
        return "%,d".formatted(count);
    }

    static String counted(ForeignList list, String outcome) {
        return grouped(list.count(RowOutcome.valueOf(outcome)));
    }
}
