/** Pages of foreign lists for everybody, and their upload for staff. */
@NullMarked
package org.plainsight.foreignlist.web;

import org.jspecify.annotations.NullMarked;
