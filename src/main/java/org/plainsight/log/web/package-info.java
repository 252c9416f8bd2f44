/** The log as files over HTTP, c2sp.org/tlog-tiles, with receipts and single entries beside. */
@NullMarked
package org.plainsight.log.web;

import org.jspecify.annotations.NullMarked;
