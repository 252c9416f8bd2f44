package org.plainsight.ownership.bitcoin.descriptor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.plainsight.ownership.Base58Check;
import org.plainsight.ownership.Secp256k1Curve;

/** A public key, or an extended public key with the path below it. Paths are unhardened: nothing else can be derived. */
final class KeyExpression {

    private static final Pattern ORIGIN = Pattern.compile("\\[[0-9a-fA-F]{8}(/[0-9]{1,10}['hH]?){0,255}\\]");
    private static final Pattern STEP = Pattern.compile("[0-9]{1,10}");
    private static final long STEP_MAX = 0x7fffffffL;
    private static final int EXTENDED_LENGTH = 78;
    private static final int[] PUBLIC_VERSIONS = {0x0488b21e, 0x043587cf};
    private static final int[] PRIVATE_VERSIONS = {0x0488ade4, 0x04358394};

    private final byte[] key;
    private final byte[] chainCode;
    private final List<Integer> path;
    private final boolean ranged;

    private KeyExpression(byte[] key, byte[] chainCode, List<Integer> path, boolean ranged) {
        this.key = key;
        this.chainCode = chainCode;
        this.path = List.copyOf(path);
        this.ranged = ranged;
    }

    /** @throws MalformedDescriptorException when it is none, or a private key */
    static KeyExpression parse(String text) {
        String rest = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']') + 1;
            if (!ORIGIN.matcher(text.substring(0, end)).matches()) {
                throw new MalformedDescriptorException("a key's origin is not [fingerprint/path]");
            }
            rest = text.substring(end);
        }
        String[] parts = rest.split("/", -1);
        byte[] bytes = Base58Check.decode(parts[0]).orElse(new byte[0]);
        refusePrivate(bytes);
        if (bytes.length == EXTENDED_LENGTH && isVersion(bytes, PUBLIC_VERSIONS)) {
            return extended(bytes, Arrays.asList(parts).subList(1, parts.length));
        }
        if (parts.length > 1 || !parts[0].matches("(?:[0-9a-fA-F]{2}){32,65}")) {
            throw new MalformedDescriptorException("a key is neither hex nor an extended public key (xpub, tpub)");
        }
        byte[] single = HexFormat.of().parseHex(parts[0]);
        boolean form = single.length == 32
                || (single.length == 33 && (single[0] == 2 || single[0] == 3))
                || (single.length == 65 && single[0] == 4);
        byte[] point = single.length == 32 ? even(single) : single;
        if (!form || !Secp256k1Curve.isKey(point)) {
            throw new MalformedDescriptorException("a key is no point of the curve");
        }
        return new KeyExpression(single, new byte[0], List.of(), false);
    }

    private static byte[] even(byte[] xOnly) {
        byte[] point = new byte[33];
        point[0] = 2;
        System.arraycopy(xOnly, 0, point, 1, 32);
        return point;
    }

    private static void refusePrivate(byte[] decoded) {
        boolean single = (decoded.length == 33 || decoded.length == 34)
                && ((decoded[0] & 0xff) == 0x80 || (decoded[0] & 0xff) == 0xef);
        if (single || (decoded.length == EXTENDED_LENGTH && isVersion(decoded, PRIVATE_VERSIONS))) {
            throw new MalformedDescriptorException("the descriptor holds a private key; never give one away. Export"
                    + " the wallet's public descriptor, and consider this key known to others");
        }
    }

    private static boolean isVersion(byte[] bytes, int[] versions) {
        int version = ByteBuffer.wrap(bytes).getInt();
        return Arrays.stream(versions).anyMatch(v -> v == version);
    }

    private static KeyExpression extended(byte[] bytes, List<String> steps) {
        List<Integer> path = new ArrayList<>();
        boolean ranged = !steps.isEmpty() && steps.getLast().equals("*");
        for (String step : ranged ? steps.subList(0, steps.size() - 1) : steps) {
            if (!STEP.matcher(step).matches() || Long.parseLong(step) > STEP_MAX) {
                throw new MalformedDescriptorException("a step below an extended public key is no number up to "
                        + STEP_MAX + "; hardened and multiple steps cannot be derived from it");
            }
            path.add((int) Long.parseLong(step));
        }
        byte[] key = Arrays.copyOfRange(bytes, 45, 78);
        if (!Secp256k1Curve.isKey(key)) {
            throw new MalformedDescriptorException("an extended key is no point of the curve");
        }
        return new KeyExpression(key, Arrays.copyOfRange(bytes, 13, 45), path, ranged);
    }

    boolean isRanged() {
        return ranged;
    }

    boolean isUncompressed() {
        return key.length == 65;
    }

    boolean isXOnly() {
        return key.length == 32;
    }

    /** The key at one index of the range; the same at each where there is none. */
    byte[] at(int index) {
        byte[] point = key;
        byte[] code = chainCode;
        List<Integer> steps = new ArrayList<>(path);
        if (ranged) {
            steps.add(index);
        }
        for (int step : steps) {
            byte[] derived =
                    hmac(code, ByteBuffer.allocate(37).put(point).putInt(step).array());
            point = Secp256k1Curve.add(point, Arrays.copyOf(derived, 32))
                    .orElseThrow(() -> new MalformedDescriptorException("an index has no key; go on with the next"));
            code = Arrays.copyOfRange(derived, 32, 64);
        }
        return point.clone();
    }

    /** 32 bytes, as taproot has them. */
    byte[] xOnlyAt(int index) {
        return isXOnly() ? key.clone() : Arrays.copyOfRange(at(index), 1, 33);
    }

    private static byte[] hmac(byte[] secret, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(secret, "HmacSHA512"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA512", e);
        }
    }
}
