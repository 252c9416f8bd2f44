/** C2SP text forms: signed notes, checkpoints, keys, cosignatures. Depends on java.* and merkle. */
@NullMarked
package org.plainsight.note;

import org.jspecify.annotations.NullMarked;
