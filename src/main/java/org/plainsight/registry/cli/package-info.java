/** The command lines of the registry. */
@NullMarked
package org.plainsight.registry.cli;

import org.jspecify.annotations.NullMarked;
