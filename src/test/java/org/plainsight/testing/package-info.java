/** Real servers, nodes and a browser for the tests. */
@NullMarked
package org.plainsight.testing;

import org.jspecify.annotations.NullMarked;
