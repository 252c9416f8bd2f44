/** Rendered files, on disk without a name. */
package org.plainsight.feed.store;
