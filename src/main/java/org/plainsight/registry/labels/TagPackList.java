package org.plainsight.registry.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** GraphSense TagPacks. Plain values only; no aliases, little nesting, bounded length. */
final class TagPackList {

    private static final int NESTING_MAX = 12;

    private TagPackList() {}

    static List<PublishedLabel> read(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setAllowRecursiveKeys(false);
        limits.setAllowDuplicateKeys(false);
        limits.setNestingDepthLimit(NESTING_MAX);
        limits.setCodePointLimit(LabelListFormat.LENGTH_MAX);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(limits)).load(text);
        } catch (YAMLException | StackOverflowError e) {
            throw new MalformedLabelListException(
                    "no TagPack: the YAML is wrong or beyond the limits (nesting " + NESTING_MAX + ", no aliases)");
        }
        if (!(root instanceof Map<?, ?> header) || !(header.get("tags") instanceof List<?> tags)) {
            throw new MalformedLabelListException("no TagPack: a list of tags is missing");
        }
        List<PublishedLabel> labels = new ArrayList<>();
        int number = 0;
        for (Object item : tags) {
            number++;
            if (item instanceof Map<?, ?> tag) {
                String place = "tag " + number;
                String label = text(tag, header, "label");
                String network = text(tag, header, "network");
                ListedAccount.of(
                                network.isEmpty() ? text(tag, header, "currency") : network,
                                text(tag, header, "address"))
                        .ifPresent(account -> labels.add(new PublishedLabel(account, label, place)));
            }
        }
        return labels;
    }

    /** A tag inherits what the header says. */
    private static String text(Map<?, ?> tag, Map<?, ?> header, String name) {
        Object value = tag.containsKey(name) ? tag.get(name) : header.get(name);
        return Objects.toString(value, "");
    }
}
