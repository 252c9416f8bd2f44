package org.plainsight.foreignlist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A checked list on its way into the store. */
public record NewList(
        String publisher,
        String fileName,
        String sha256,
        Optional<LocalDate> publishedOn,
        Instant importedAt,
        CheckedList list) {}
