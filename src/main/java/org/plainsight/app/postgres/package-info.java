/** A PostgreSQL server of our own for the demo, the tests and small installations. Plain Java; knows nothing of Quarkus. */
@NullMarked
package org.plainsight.app.postgres;

import org.jspecify.annotations.NullMarked;
