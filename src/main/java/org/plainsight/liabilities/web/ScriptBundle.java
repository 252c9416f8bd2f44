package org.plainsight.liabilities.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts modules that import each other into one script, for a page that is opened from a disk, where modules cannot be
 * loaded. Understands only what ours use: named imports from beside, and exported declarations.
 */
final class ScriptBundle {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{([^}]+)} from '\\./([-a-z0-9]+\\.js)';\\n");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export (?=(?:async function|function|const|class) ([A-Za-z0-9_]+))");

    private final UnaryOperator<String> sources;
    private final Map<String, String> modules = new LinkedHashMap<>();

    private ScriptBundle(UnaryOperator<String> sources) {
        this.sources = sources;
    }

    /** @param sources the text of a module by its name, such as {@code core.js} */
    static String of(String main, UnaryOperator<String> sources) {
        ScriptBundle bundle = new ScriptBundle(sources);
        bundle.add(main);
        return bundle.modules.entrySet().stream()
                .map(m -> "const " + variable(m.getKey()) + " = (() => {\n" + m.getValue() + "})();\n")
                .collect(Collectors.joining("\n"));
    }

    /** Those it imports come first. */
    private void add(String name) {
        if (modules.containsKey(name)) {
            return;
        }
        String source = sources.apply(name);
        IMPORT.matcher(source).results().forEach(found -> add(found.group(2)));
        String body = IMPORT.matcher(source)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "const {" + found.group(1) + "} = " + variable(found.group(2)) + ";\n"));
        Matcher exports = EXPORT.matcher(body);
        String names = exports.results().map(found -> found.group(1)).collect(Collectors.joining(", "));
        modules.put(name, EXPORT.matcher(body).replaceAll("") + "return { " + names + " };\n");
    }

    private static String variable(String module) {
        return "$" + module.replace(".js", "").replace('-', '_');
    }
}
