/** Webhooks (Standard Webhooks, asymmetric): who is told what, how it is signed, when it is tried again. */
@NullMarked
package org.plainsight.feed.webhook;

import org.jspecify.annotations.NullMarked;
