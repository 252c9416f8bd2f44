/** What every answer of the portal shares: errors, security headers, and who may sign in. */
@NullMarked
package org.plainsight.app.http;

import org.jspecify.annotations.NullMarked;
