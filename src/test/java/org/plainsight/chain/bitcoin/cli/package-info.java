/** The commands as a person gives them. */
package org.plainsight.chain.bitcoin.cli;
