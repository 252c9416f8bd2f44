/** SHA-256 and HMAC over many short messages at once, for whoever builds trees of millions of leaves. */
@NullMarked
package org.plainsight.merkle.batch;

import org.jspecify.annotations.NullMarked;
