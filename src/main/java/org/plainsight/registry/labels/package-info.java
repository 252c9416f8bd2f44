/** What others call addresses: their lists read, and compared with what the operator says. */
@NullMarked
package org.plainsight.registry.labels;

import org.jspecify.annotations.NullMarked;
