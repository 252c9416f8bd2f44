/** The feed in the forms that consumers of labels already read. Each is a pure function of the head and the entries. */
@NullMarked
package org.plainsight.feed.export;

import org.jspecify.annotations.NullMarked;
