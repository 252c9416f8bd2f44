package org.plainsight.registry.labels;

import org.plainsight.asset.AccountId;

/**
 * What a list calls an address.
 *
 * @param place where it stands in the list, for people
 */
public record PublishedLabel(AccountId account, String label, String place) {}
