package org.plainsight.feed.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;

/**
 * A form of somebody's label list. None of them can say "not ours", so only addresses that are ours go into them; the
 * others are listed in {@link #DISCLAIMED}.
 */
public enum LabelExport {
    DEFILLAMA("defillama.json", "application/json", "chain → addresses, as DefiLlama's adapters list owners") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            return JsonExports.defiLlama(out);
        }
    },
    TAGPACK("tagpack.yaml", "application/yaml", "GraphSense TagPack") {
        @Override
        public String fileName(FeedHead head) {
            return "tagpack-" + head.logSize() + ".yaml";
        }

        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            return TagPack.begin(head, base, out);
        }
    },
    OLI("oli.csv", "text/csv", "Open Labels Initiative: one tag per row") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            CsvExports.header(CsvExports.OLI_HEADER, out);
            return EntryWriter.rows(out, entry -> CsvExports.oli(entry, base));
        }
    },
    ETHERSCAN("etherscan.csv", "text/csv", "address and name tag, as Etherscan's forms and exports have them") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            CsvExports.header(CsvExports.ETHERSCAN_HEADER, out);
            return EntryWriter.rows(out, CsvExports::etherscan);
        }
    },
    BLOCKSCOUT("blockscout.json", "application/json", "public tags for a Blockscout instance") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            return JsonExports.blockscout(out);
        }
    },
    BIP329("bip329.jsonl", "application/jsonl", "wallet labels of Bitcoin addresses (BIP-329)") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            return EntryWriter.rows(out, JsonExports::bip329);
        }
    },
    XRP_LEDGER("xrp-ledger.toml", "application/toml", "accounts of the XRP Ledger") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            return TomlExports.xrpLedger(out);
        }
    },
    STELLAR("stellar.toml", "application/toml", "accounts of Stellar (SEP-1)") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            return TomlExports.stellar(out);
        }
    },
    /** What the other forms leave out, so that no silence is taken for a label. */
    DISCLAIMED("disclaimed.json", "application/json", "not ours, no longer ours, under review: no labels") {
        @Override
        EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException {
            return JsonExports.disclaimed(head, out);
        }

        @Override
        boolean takes(FeedEntry entry) {
            return !super.takes(entry);
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

    /**
     * Begins the file, UTF-8, equal for every client.
     *
     * @param base the portal's address without a slash at the end
     */
    public EntryWriter begin(FeedHead head, String base, OutputStream out) throws IOException {
        EntryWriter writer = open(head, base, out);
        return new EntryWriter() {
            @Override
            public void entry(FeedEntry entry) throws IOException {
                if (takes(entry)) {
                    writer.entry(entry);
                }
            }

            @Override
            public void end(int count) throws IOException {
                writer.end(count);
            }
        };
    }

    abstract EntryWriter open(FeedHead head, String base, OutputStream out) throws IOException;

    /** Whether an entry belongs into this file. */
    boolean takes(FeedEntry entry) {
        Claim claim = entry.attribution().claim();
        return claim == Claim.OWNED || claim == Claim.CUSTOMER_DEPOSIT;
    }
}
