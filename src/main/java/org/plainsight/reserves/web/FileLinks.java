package org.plainsight.reserves.web;

import io.quarkus.qute.TemplateExtension;
import org.plainsight.disclosure.PublishedFile;

/** Published files as links: their paths are relative to the portal's base. */
@TemplateExtension
final class FileLinks {

    private FileLinks() {}

    /** The last part of its path. */
    static String shortName(PublishedFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    static String link(PublishedFile file) {
        return file.path().startsWith("/") ? file.path() : "/" + file.path();
    }
}
