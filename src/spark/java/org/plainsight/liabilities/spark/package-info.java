/** The liabilities engine's hashing as an Apache Spark job; the portal neither holds nor needs it. */
@org.jspecify.annotations.NullMarked
package org.plainsight.liabilities.spark;
