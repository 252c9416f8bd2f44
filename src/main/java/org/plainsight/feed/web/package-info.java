/** The address feed over HTTP: cached by checkpoint, with validators and digests. */
@NullMarked
package org.plainsight.feed.web;

import org.jspecify.annotations.NullMarked;
