package org.plainsight.registry.labels;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forms of label lists that are read. Addresses of chains without a CAIP-2 name here are passed over. */
public enum LabelListFormat {
    /** GraphSense TagPack, YAML. */
    TAGPACK {
        @Override
        List<PublishedLabel> parse(String text) {
            return TagPackList.read(text);
        }
    },
    /** Open Labels Initiative: {@code address,chain_id,tag_id,value}. */
    OLI {
        @Override
        List<PublishedLabel> parse(String text) {
            return CsvLists.oli(text);
        }
    },
    /** {@code Address,Name Tag,…}; the chain is Ethereum. */
    ETHERSCAN {
        @Override
        List<PublishedLabel> parse(String text) {
            return CsvLists.etherscan(text);
        }
    },
    /** {@code {"ethereum":["0x…"]}}, one exchange's addresses; the label is the list's own name. */
    DEFILLAMA {
        @Override
        List<PublishedLabel> parse(String text) {
            return JsonLists.defiLlama(text);
        }
    },
    /** {@code {"metadata":{"label":…},"addresses":[{"address":…}]}}, as ton-labels keeps one file per label. */
    TON_LABELS {
        @Override
        List<PublishedLabel> parse(String text) {
            return JsonLists.tonLabels(text);
        }
    };

    /** The most characters of a list. */
    public static final int LENGTH_MAX = 32 << 20;

    static final int LABELS_MAX = 2_000_000;

    /** @throws MalformedLabelListException when the text has another form */
    public List<PublishedLabel> read(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new MalformedLabelListException("the list is longer than " + LENGTH_MAX + " characters; split it");
        }
        return parse(text);
    }

    abstract List<PublishedLabel> parse(String text);

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static LabelListFormat byWord(String word) {
        return Arrays.stream(values())
                .filter(f -> f.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new MalformedLabelListException("'" + word
                        + "' is no form of a label list; take one of "
                        + Arrays.stream(values()).map(LabelListFormat::word).toList()));
    }
}
