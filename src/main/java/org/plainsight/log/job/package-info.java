/** Drives the sequencer. */
@NullMarked
package org.plainsight.log.job;

import org.jspecify.annotations.NullMarked;
