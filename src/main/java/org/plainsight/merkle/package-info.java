/** Hash trees: the log's (RFC 6962) and the liabilities' sum tree. Depends on java.* only. */
@NullMarked
package org.plainsight.merkle;

import org.jspecify.annotations.NullMarked;
