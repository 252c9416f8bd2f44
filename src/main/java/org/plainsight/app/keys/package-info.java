/** Where Ed25519 keys lie: in a file, in a hardware module, behind a program, with people outside. */
@NullMarked
package org.plainsight.app.keys;

import org.jspecify.annotations.NullMarked;
