/** The published log as files somewhere else: a directory, a bucket. */
@NullMarked
package org.plainsight.log.export;

import org.jspecify.annotations.NullMarked;
