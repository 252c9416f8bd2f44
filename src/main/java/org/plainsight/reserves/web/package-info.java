/** The pages about snapshots, and the staff's pages that publish them. */
@NullMarked
package org.plainsight.reserves.web;

import org.jspecify.annotations.NullMarked;
