/** The staff's pages of the registry: what waits, who approves, what is held. */
@NullMarked
package org.plainsight.registry.review.web;

import org.jspecify.annotations.NullMarked;
