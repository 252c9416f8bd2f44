/** The command {@code witness}. */
@NullMarked
package org.plainsight.log.witness.cli;

import org.jspecify.annotations.NullMarked;
