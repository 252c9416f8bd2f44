/** The command {@code recheck}. */
@NullMarked
package org.plainsight.recheck.cli;

import org.jspecify.annotations.NullMarked;
