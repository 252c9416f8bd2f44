/** Tests of what every answer shares. */
package org.plainsight.app.http;
