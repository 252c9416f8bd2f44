/** Forged proofs by name, and who detects each: the customer's verifiers, or the second path before a header is signed. */
package org.plainsight.liabilities.adversary;
