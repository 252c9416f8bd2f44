/** The portal in a real browser, over a sample exchange held in memory. */
package org.plainsight.portal;
