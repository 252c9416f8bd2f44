/**
 * The log in PostgreSQL and its two files. JDBC throughout: everything is bytes in bulk, and an append joins the
 * transaction of its caller.
 */
@NullMarked
package org.plainsight.log.store;

import org.jspecify.annotations.NullMarked;
