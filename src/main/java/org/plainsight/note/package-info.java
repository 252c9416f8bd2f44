/** C2SP text forms: signed notes, checkpoints, keys, cosignatures. Depends on java.*, merkle and signature. */
@NullMarked
package org.plainsight.note;

import org.jspecify.annotations.NullMarked;
