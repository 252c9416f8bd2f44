/** Outgoing HTTP of the log: to witnesses and to an S3-compatible bucket. */
@NullMarked
package org.plainsight.log.rpc;

import org.jspecify.annotations.NullMarked;
