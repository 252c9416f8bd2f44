/** The command line for foreign lists. */
@NullMarked
package org.plainsight.foreignlist.cli;

import org.jspecify.annotations.NullMarked;
