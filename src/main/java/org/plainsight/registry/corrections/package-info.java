/** What publishers are asked to correct, how far each has come, and what the chain says against our own disclaimers. */
@NullMarked
package org.plainsight.registry.corrections;

import org.jspecify.annotations.NullMarked;
