package org.plainsight.ownership.bitcoin.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.ownership.bitcoin.BitcoinScripts;
import org.plainsight.ownership.bitcoin.descriptor.OutputDescriptor.Scripts;
import org.plainsight.ownership.script.Digests;
import org.plainsight.ownership.script.TaprootTree;
import org.plainsight.ownership.script.WireBytes;

/** Reads the functions of BIP-381 to 386, each where it may stand. */
final class DescriptorParser {

    private enum Place {
        TOP,
        SH,
        WSH,
        TR
    }

    private static final int KEYS_MAX = 20;
    private static final int P2SH_KEYS_MAX = 15;
    private static final int P2SH_SCRIPT_MAX = 520;
    private static final int DEPTH_MAX = 128;

    private final ChainId chain;
    private final String text;
    private int at;
    private boolean ranged;
    private Optional<Scripts> inner = Optional.empty();

    DescriptorParser(ChainId chain, String text) {
        this.chain = chain;
        this.text = text;
    }

    Scripts parse() {
        Scripts scripts = script(Place.TOP);
        if (at != text.length()) {
            throw wrong("something stands behind its end");
        }
        scripts.at(0);
        return scripts;
    }

    boolean isRanged() {
        return ranged;
    }

    /** The script behind {@code sh} or {@code wsh}. */
    Optional<Scripts> inner() {
        return inner;
    }

    private static MalformedDescriptorException wrong(String problem) {
        return new MalformedDescriptorException("not an output descriptor: " + problem);
    }

    private Scripts script(Place place) {
        int open = text.indexOf('(', at);
        if (open < 0) {
            throw wrong("a function like wpkh(…) is missing");
        }
        String function = text.substring(at, open);
        at = open + 1;
        Scripts scripts = switch (function) {
            case "pk" -> pk(key(place), place);
            case "pkh" -> pkh(key(place), place);
            case "wpkh" -> wpkh(place);
            case "sh" -> sh(place);
            case "wsh" -> wsh(place);
            case "multi" -> multi(place, false);
            case "sortedmulti" -> multi(place, true);
            case "combo" -> combo(place);
            case "tr" -> tr(place);
            case "addr" -> addr(place);
            case "raw" -> raw(place);
            default ->
                throw wrong(
                        "a function is none of pk, pkh, wpkh, sh, wsh, multi, sortedmulti, combo," + " tr, addr, raw");
        };
        expect(')');
        return scripts;
    }

    private void expect(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw wrong("'" + wanted + "' is missing at character " + (at + 1));
        }
        at++;
    }

    private static void only(boolean allowed, String function) {
        if (!allowed) {
            throw wrong(function + "() may not stand there");
        }
    }

    /** Up to a comma or a bracket that closes. */
    private String word() {
        int start = at;
        while (at < text.length() && ",()}{".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private KeyExpression key(Place place) {
        KeyExpression key = KeyExpression.parse(word());
        if (key.isUncompressed() && place != Place.TOP && place != Place.SH) {
            throw wrong("an uncompressed key stands in a witness script");
        }
        if (key.isXOnly() && place != Place.TR) {
            throw wrong("a key of 32 bytes stands outside of tr()");
        }
        ranged |= key.isRanged();
        return key;
    }

    private static Scripts pk(KeyExpression key, Place place) {
        return place == Place.TR
                ? index -> one(new WireBytes().sized(key.xOnlyAt(index)).raw(0xac))
                : index -> one(new WireBytes().sized(key.at(index)).raw(0xac));
    }

    private static Scripts pkh(KeyExpression key, Place place) {
        return index -> one(keyHashScript(place == Place.TR ? key.xOnlyAt(index) : key.at(index)));
    }

    private static WireBytes keyHashScript(byte[] key) {
        return new WireBytes()
                .raw(0x76)
                .raw(0xa9)
                .sized(Digests.hash160(key))
                .raw(0x88)
                .raw(0xac);
    }

    private static List<byte[]> one(WireBytes script) {
        return List.of(script.bytes());
    }

    private Scripts wpkh(Place place) {
        only(place == Place.TOP || place == Place.SH, "wpkh");
        KeyExpression key = key(Place.WSH);
        return index -> one(new WireBytes().raw(0).sized(Digests.hash160(key.at(index))));
    }

    private Scripts sh(Place place) {
        only(place == Place.TOP, "sh");
        Scripts redeem = script(Place.SH);
        inner = inner.or(() -> Optional.of(redeem));
        return index -> one(wrapped(redeem.at(index).getFirst()));
    }

    private static WireBytes wrapped(byte[] redeem) {
        if (redeem.length > P2SH_SCRIPT_MAX) {
            throw wrong("a script in sh() is longer than " + P2SH_SCRIPT_MAX + " bytes");
        }
        return new WireBytes().raw(0xa9).sized(Digests.hash160(redeem)).raw(0x87);
    }

    private Scripts wsh(Place place) {
        only(place == Place.TOP || place == Place.SH, "wsh");
        Scripts witness = script(Place.WSH);
        inner = Optional.of(witness);
        return index -> one(
                new WireBytes().raw(0).sized(Digests.sha256(witness.at(index).getFirst())));
    }

    private Scripts multi(Place place, boolean sorted) {
        only(place != Place.TR, "multi");
        String threshold = word();
        List<KeyExpression> keys = new ArrayList<>();
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            keys.add(key(place));
        }
        int most = place == Place.SH ? P2SH_KEYS_MAX : KEYS_MAX;
        if (!threshold.matches("[1-9][0-9]?") || Integer.parseInt(threshold) > keys.size() || keys.size() > most) {
            throw wrong("a multisig needs a number of keys from 1 up to how many it lists, at most " + most);
        }
        int required = Integer.parseInt(threshold);
        return index -> one(multisig(required, keys, sorted, index));
    }

    private static WireBytes multisig(int required, List<KeyExpression> keys, boolean sorted, int index) {
        List<byte[]> points =
                new ArrayList<>(keys.stream().map(k -> k.at(index)).toList());
        if (sorted) {
            points.sort(Arrays::compareUnsigned);
        }
        WireBytes script = number(new WireBytes(), required);
        points.forEach(script::sized);
        return number(script, points.size()).raw(0xae);
    }

    private static WireBytes number(WireBytes script, int number) {
        return number <= 16 ? script.raw(0x50 + number) : script.raw(1).raw(number);
    }

    private Scripts combo(Place place) {
        only(place == Place.TOP, "combo");
        KeyExpression key = key(place);
        return index -> {
            byte[] point = key.at(index);
            List<byte[]> scripts = new ArrayList<>(List.of(
                    new WireBytes().sized(point).raw(0xac).bytes(),
                    keyHashScript(point).bytes()));
            if (!key.isUncompressed()) {
                byte[] witness =
                        new WireBytes().raw(0).sized(Digests.hash160(point)).bytes();
                scripts.add(witness);
                scripts.add(wrapped(witness).bytes());
            }
            return scripts;
        };
    }

    private Scripts tr(Place place) {
        only(place == Place.TOP, "tr");
        KeyExpression key = key(Place.TR);
        Optional<Scripts> tree = Optional.empty();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            tree = Optional.of(tree(0));
        }
        Optional<Scripts> root = tree;
        return index -> {
            byte[] hash = root.map(r -> r.at(index).getFirst()).orElse(new byte[0]);
            byte[] output = TaprootTree.tweaked(key.xOnlyAt(index), hash)
                    .orElseThrow(() -> wrong("a key has no taproot output"));
            return one(new WireBytes().raw(0x51).sized(Arrays.copyOfRange(output, 1, 33)));
        };
    }

    /** Answers the hash of a leaf or branch. */
    private Scripts tree(int depth) {
        if (depth > DEPTH_MAX) {
            throw wrong("a tree is deeper than " + DEPTH_MAX);
        }
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            Scripts left = tree(depth + 1);
            expect(',');
            Scripts right = tree(depth + 1);
            expect('}');
            return index -> List.of(TaprootTree.branch(
                    left.at(index).getFirst(), right.at(index).getFirst()));
        }
        Scripts leaf = script(Place.TR);
        return index -> List.of(TaprootTree.leaf(leaf.at(index).getFirst()));
    }

    private Scripts addr(Place place) {
        only(place == Place.TOP, "addr");
        byte[] script = BitcoinScripts.script(chain, word()).orElseThrow(() -> wrong("no address of " + chain));
        return index -> List.of(script.clone());
    }

    private Scripts raw(Place place) {
        only(place == Place.TOP, "raw");
        String hex = word();
        if (!hex.matches("(?:[0-9a-fA-F]{2})*")) {
            throw wrong("raw() takes hex");
        }
        return index -> List.of(HexFormat.of().parseHex(hex));
    }
}
