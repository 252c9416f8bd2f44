package org.plainsight.registry;

import java.util.List;

/**
 * One page of claims.
 *
 * @param total how many claims the filter lets through, on all pages
 */
public record AddressPage(List<AddressClaim> claims, long total) {
    public AddressPage {
        claims = List.copyOf(claims);
    }
}
