package org.plainsight.reserves.web;

import io.quarkus.qute.TemplateExtension;
import org.plainsight.disclosure.PublishedFile;

/** Published files as links: their paths are relative to the portal's base. */
@TemplateExtension
final class FileLinks {

    private FileLinks() {}

    static String link(PublishedFile file) {
        return file.path().startsWith("/") ? file.path() : "/" + file.path();
    }
}
