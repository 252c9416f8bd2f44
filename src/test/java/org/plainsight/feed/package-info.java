/** Tests of the feed's forms. */
package org.plainsight.feed;
