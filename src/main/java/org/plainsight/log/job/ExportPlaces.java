package org.plainsight.log.job;

import java.util.List;
import org.plainsight.log.export.TileExport;

/** Where the tiles are written to, beside being served by the portal. */
public record ExportPlaces(List<TileExport> exports) {
    public ExportPlaces {
        exports = List.copyOf(exports);
    }
}
