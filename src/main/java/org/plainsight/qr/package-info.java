/** QR codes of texts that people carry from a screen or a letter to a phone. */
@NullMarked
package org.plainsight.qr;

import org.jspecify.annotations.NullMarked;
