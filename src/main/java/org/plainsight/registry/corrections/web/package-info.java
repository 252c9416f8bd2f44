/** The corrections' pages: one per publisher, and the staff's. */
@NullMarked
package org.plainsight.registry.corrections.web;

import org.jspecify.annotations.NullMarked;
