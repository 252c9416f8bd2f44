/** The closed list of public statements and their canonical bytes. Depends on java.*, asset, evidence, merkle and signature. */
@NullMarked
package org.plainsight.disclosure;

import org.jspecify.annotations.NullMarked;
