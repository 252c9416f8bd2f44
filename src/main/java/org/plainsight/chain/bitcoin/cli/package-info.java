/** The command {@code bitcoin}. */
@NullMarked
package org.plainsight.chain.bitcoin.cli;

import org.jspecify.annotations.NullMarked;
