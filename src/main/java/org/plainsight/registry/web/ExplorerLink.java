package org.plainsight.registry.web;

import java.util.List;
import java.util.Map;
import org.plainsight.asset.AccountId;

/** Where others show an address; for people to click, never for the page to load. */
public record ExplorerLink(String name, String url) {

    private static final Map<String, List<ExplorerLink>> BY_CHAIN = Map.of(
            "bip122:000000000019d6689c085ae165831e93",
            List.of(
                    new ExplorerLink("mempool.space", "https://mempool.space/address/"),
                    new ExplorerLink("blockstream.info", "https://blockstream.info/address/")),
            "eip155:1",
            List.of(
                    new ExplorerLink("Etherscan", "https://etherscan.io/address/"),
                    new ExplorerLink("Blockscout", "https://eth.blockscout.com/address/")),
            "eip155:137",
            List.of(
                    new ExplorerLink("PolygonScan", "https://polygonscan.com/address/"),
                    new ExplorerLink("Blockscout", "https://polygon.blockscout.com/address/")),
            "eip155:10",
            List.of(
                    new ExplorerLink("OP Mainnet Explorer", "https://optimistic.etherscan.io/address/"),
                    new ExplorerLink("Blockscout", "https://optimism.blockscout.com/address/")),
            "eip155:42161",
            List.of(
                    new ExplorerLink("Arbiscan", "https://arbiscan.io/address/"),
                    new ExplorerLink("Blockscout", "https://arbitrum.blockscout.com/address/")),
            "eip155:8453",
            List.of(
                    new ExplorerLink("BaseScan", "https://basescan.org/address/"),
                    new ExplorerLink("Blockscout", "https://base.blockscout.com/address/")),
            "tron:0x2b6653dc",
            List.of(
                    new ExplorerLink("TRONSCAN", "https://tronscan.org/#/address/"),
                    new ExplorerLink("OKLink", "https://www.oklink.com/tron/address/")));

    static List<ExplorerLink> of(AccountId account) {
        return BY_CHAIN.getOrDefault(account.chain().toString(), List.of()).stream()
                .map(e -> new ExplorerLink(e.name(), e.url() + ClaimText.display(account)))
                .toList();
    }
}
