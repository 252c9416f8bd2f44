/** The built program as an operator starts it: child processes that are killed, restarted and read from outside. */
@NullMarked
package org.plainsight.app.process;

import org.jspecify.annotations.NullMarked;
