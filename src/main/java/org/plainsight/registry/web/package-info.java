/** The pages about addresses: the list, one address, and those that are not ours. */
@NullMarked
package org.plainsight.registry.web;

import org.jspecify.annotations.NullMarked;
