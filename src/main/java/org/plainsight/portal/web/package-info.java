/** Pages that cross features: the overview, the log, incidents, and how to check it all. */
@NullMarked
package org.plainsight.portal.web;

import org.jspecify.annotations.NullMarked;
