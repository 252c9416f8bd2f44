/** The command that runs the job. */
@org.jspecify.annotations.NullMarked
package org.plainsight.liabilities.spark.cli;
