/** Proofs and published files of snapshots over HTTP, and the page on which customers check their balance. */
@NullMarked
package org.plainsight.liabilities.web;

import org.jspecify.annotations.NullMarked;
