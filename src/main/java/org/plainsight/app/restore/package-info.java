/** Rebuilding a portal from a mirror. */
@NullMarked
package org.plainsight.app.restore;

import org.jspecify.annotations.NullMarked;
