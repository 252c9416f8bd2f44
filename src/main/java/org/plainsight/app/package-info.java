/** All wiring in one place. */
@NullMarked
package org.plainsight.app;

import org.jspecify.annotations.NullMarked;
