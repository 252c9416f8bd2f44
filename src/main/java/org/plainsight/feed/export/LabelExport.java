package org.plainsight.feed.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;

/**
 * A form of somebody's label list. None of them can say "not ours", so only addresses that are ours go into them; the
 * others are listed in {@link #DISCLAIMED}.
 */
public enum LabelExport {
    DEFILLAMA("defillama.json", "application/json", "chain → addresses, as DefiLlama's adapters list owners") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return JsonExports.defiLlama(ours);
        }
    },
    TAGPACK("tagpack.yaml", "application/yaml", "GraphSense TagPack") {
        @Override
        public String fileName(FeedHead head) {
            return "tagpack-" + head.logSize() + ".yaml";
        }

        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return TagPack.write(head, ours);
        }
    },
    OLI("oli.csv", "text/csv", "Open Labels Initiative: one tag per row") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return CsvExports.oli(ours);
        }
    },
    ETHERSCAN("etherscan.csv", "text/csv", "address and name tag, as Etherscan's forms and exports have them") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return CsvExports.etherscan(ours);
        }
    },
    BLOCKSCOUT("blockscout.json", "application/json", "public tags for a Blockscout instance") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return JsonExports.blockscout(ours);
        }
    },
    BIP329("bip329.jsonl", "application/jsonl", "wallet labels of Bitcoin addresses (BIP-329)") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return JsonExports.bip329(ours);
        }
    },
    XRP_LEDGER("xrp-ledger.toml", "application/toml", "accounts of the XRP Ledger") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return TomlExports.xrpLedger(ours);
        }
    },
    STELLAR("stellar.toml", "application/toml", "accounts of Stellar (SEP-1)") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            return TomlExports.stellar(ours);
        }
    },
    /** What the other forms leave out, so that no silence is taken for a label. */
    DISCLAIMED("disclaimed.json", "application/json", "not ours, no longer ours, under review: no labels") {
        @Override
        String write(FeedHead head, List<FeedEntry> ours) {
            throw new IllegalStateException("written from the others");
        }

        @Override
        public String text(FeedHead head, List<FeedEntry> entries) {
            return JsonExports.disclaimed(
                    head, entries.stream().filter(e -> !isOurs(e)).toList());
        }
    };

    private final String name;
    private final String mediaType;
    private final String description;

    LabelExport(String name, String mediaType, String description) {
        this.name = name;
        this.mediaType = mediaType;
        this.description = description;
    }

    public static Optional<LabelExport> byName(String name) {
        return Arrays.stream(values()).filter(e -> e.name.equals(name)).findFirst();
    }

    /** The last part of its path, always the same. */
    public String path() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    public String description() {
        return description;
    }

    /** What a download is called; a new name per release where the consumer asks for one. */
    public String fileName(FeedHead head) {
        return name;
    }

    /** UTF-8, equal for every client. */
    public String text(FeedHead head, List<FeedEntry> entries) {
        return write(head, entries.stream().filter(LabelExport::isOurs).toList());
    }

    abstract String write(FeedHead head, List<FeedEntry> ours);

    static boolean isOurs(FeedEntry entry) {
        Claim claim = entry.attribution().claim();
        return claim == Claim.OWNED || claim == Claim.CUSTOMER_DEPOSIT;
    }
}
