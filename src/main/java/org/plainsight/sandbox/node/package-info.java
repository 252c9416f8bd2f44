/** Real local nodes as child processes: a Bitcoin regtest node and EVM chains. */
@NullMarked
package org.plainsight.sandbox.node;

import org.jspecify.annotations.NullMarked;
