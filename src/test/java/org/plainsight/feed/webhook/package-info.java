/** Webhooks, tried against real and hostile receivers. */
package org.plainsight.feed.webhook;
