/** Pages about the providers of EVM chains. */
@NullMarked
package org.plainsight.chain.evm.web;

import org.jspecify.annotations.NullMarked;
