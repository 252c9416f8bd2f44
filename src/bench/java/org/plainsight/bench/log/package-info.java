/** The transparency log. */
package org.plainsight.bench.log;
