/** What is found in other exchanges' lists goes into the log. */
@NullMarked
package org.plainsight.foreignlist.job;

import org.jspecify.annotations.NullMarked;
