/** The proof file a customer gets, and its verifier. Whoever checks needs this package and none of the prover's. */
@NullMarked
package org.plainsight.liabilities.proof;

import org.jspecify.annotations.NullMarked;
