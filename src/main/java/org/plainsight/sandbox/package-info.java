/** The sample exchange of the demo: its wallets, customers and doings on real local chains. */
@NullMarked
package org.plainsight.sandbox;

import org.jspecify.annotations.NullMarked;
