/** Imports the registry's files at the start and whenever they change. */
@NullMarked
package org.plainsight.registry.job;

import org.jspecify.annotations.NullMarked;
