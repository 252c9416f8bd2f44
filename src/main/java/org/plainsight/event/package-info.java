/** What happened that outsiders asked to be told. Rooms raise events here; the feed hands them on. */
@NullMarked
package org.plainsight.event;

import org.jspecify.annotations.NullMarked;
