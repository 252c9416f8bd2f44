/** Runs the Bitcoin follower beside the application and answers for its health. */
@NullMarked
package org.plainsight.chain.bitcoin.job;

import org.jspecify.annotations.NullMarked;
