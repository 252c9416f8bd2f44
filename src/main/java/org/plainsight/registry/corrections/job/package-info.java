/** Looks at others' lists and at the chains, and writes down what changed. */
@NullMarked
package org.plainsight.registry.corrections.job;

import org.jspecify.annotations.NullMarked;
