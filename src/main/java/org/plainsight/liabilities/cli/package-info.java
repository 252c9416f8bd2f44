/** {@code ./plainsight liabilities …} */
@NullMarked
package org.plainsight.liabilities.cli;

import org.jspecify.annotations.NullMarked;
