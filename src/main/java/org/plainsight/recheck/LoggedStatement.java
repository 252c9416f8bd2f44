package org.plainsight.recheck;

import org.plainsight.disclosure.Disclosure;

/** A statement whose signature held, with its place in the log. */
record LoggedStatement(long index, Disclosure disclosure) {}
