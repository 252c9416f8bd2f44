/**
 * The append-only log. It appends bytes and knows nothing of their meaning: what may be appended it asks of
 * {@link EntryGate}. Imports note and merkle only.
 */
@NullMarked
package org.plainsight.log;

import org.jspecify.annotations.NullMarked;
