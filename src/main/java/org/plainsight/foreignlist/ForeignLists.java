package org.plainsight.foreignlist;

import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.PublishedFile;

/** The imported lists. What depends on other lists is answered from all that are there, whatever came first. */
public interface ForeignLists {

    /**
     * Keeps all of a list or nothing; durable when it returns. A file that is there already (same bytes) stays as it is.
     *
     * @return the list as kept, and whether it is new
     */
    Addition add(NewList list);

    record Addition(ForeignList list, boolean isNew) {}

    /** Keeps a list under the number it had in another database. A list that is there already stays as it is. */
    void restore(long id, NewList list);

    /** What the log says of a list: the statement's place, and the findings it names, JSON and CSV. */
    record Stated(long logIndex, PublishedFile json, PublishedFile csv) {}

    /** Remembers the newest statement about a list, in the caller's transaction. */
    void state(long id, Stated stated);

    /** Empty until the list's findings are in the log. */
    Optional<Stated> stated(long id);

    /** Newest first, by publisher. */
    List<ForeignList> lists();

    Optional<ForeignList> list(long id);

    /** All findings, those against other lists included; empty for an unknown list. */
    List<Finding> findings(long id);

    /** @param page from 0; a page past the end is empty */
    RowPage rows(long id, RowFilter filter, int page);

    /**
     * Everything any list ever said of an address, newest list first, at most {@link ListedBefore#MAX}.
     *
     * @param address whole, in any case where its kind has no case of its own
     */
    List<ListedBefore> history(String address);

    /** Empty when the list has no date, or none of its publisher is older. */
    Optional<ListDifference> differenceToMonthBefore(long id);
}
