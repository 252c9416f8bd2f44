/** Address lists other exchanges publish, imported to be checked, never as our own claims. */
@NullMarked
package org.plainsight.foreignlist;

import org.jspecify.annotations.NullMarked;
