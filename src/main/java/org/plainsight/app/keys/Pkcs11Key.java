package org.plainsight.app.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.plainsight.app.keys.Pkcs11Module.Function;

/** An Ed25519 key in a hardware module, found by the labels of token and key. The module signs; the key never leaves it. */
final class Pkcs11Key implements HeldKey {

    private static final long SERIAL_SESSION = 4;
    private static final long USER = 1;
    private static final long ALREADY_LOGGED_IN = 0x100;
    private static final long CLASS = 0;
    private static final long LABEL = 3;
    private static final long EC_POINT = 0x181;
    private static final long PUBLIC_KEY = 2;
    private static final long PRIVATE_KEY = 3;
    private static final long EDDSA = 0x1057;
    private static final int LABEL_BYTES = 32;
    private static final int TOKEN_INFO_BYTES = 512;
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final int MAX_SLOTS = 256;
    private static final int ATTRIBUTE_BYTES = 24;

    private final Pkcs11Module module;
    private final long session;
    private final long privateKey;
    private final String publicKey;

    private Pkcs11Key(Pkcs11Module module, long session, String label) {
        this.module = module;
        this.session = session;
        this.privateKey = find(PRIVATE_KEY, label);
        this.publicKey = readPublicKey(find(PUBLIC_KEY, label));
    }

    static Pkcs11Key open(Path file, String token, String label, byte[] pin) {
        Pkcs11Module module = new Pkcs11Module(file);
        try (Arena arena = Arena.ofConfined()) {
            long slot = slot(module, arena, token);
            MemorySegment handle = arena.allocate(JAVA_LONG);
            module.need(Function.OPEN_SESSION, slot, SERIAL_SESSION, MemorySegment.NULL, MemorySegment.NULL, handle);
            long session = handle.get(JAVA_LONG, 0);
            MemorySegment secret = arena.allocateFrom(JAVA_BYTE, pin);
            long answer = module.call(Function.LOGIN, session, USER, secret, (long) pin.length);
            secret.fill((byte) 0);
            if (answer != Pkcs11Module.OK && answer != ALREADY_LOGGED_IN) {
                throw new KeyUnavailableException(
                        "the token " + token + " refuses the PIN: 0x" + Long.toHexString(answer));
            }
            return new Pkcs11Key(module, session, label);
        }
    }

    private static long slot(Pkcs11Module module, Arena arena, String token) {
        MemorySegment slots = arena.allocate(JAVA_LONG, MAX_SLOTS);
        MemorySegment count = arena.allocateFrom(JAVA_LONG, MAX_SLOTS);
        module.need(Function.GET_SLOT_LIST, (byte) 1, slots, count);
        MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, 8);
        for (int i = 0; i < count.get(JAVA_LONG, 0); i++) {
            long slot = slots.getAtIndex(JAVA_LONG, i);
            module.need(Function.GET_TOKEN_INFO, slot, info);
            byte[] label = info.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE);
            if (new String(label, StandardCharsets.UTF_8).strip().equals(token)) {
                return slot;
            }
        }
        throw new KeyUnavailableException("no token is labelled " + token);
    }

    private long find(long type, String label) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] name = label.getBytes(StandardCharsets.UTF_8);
            MemorySegment template = arena.allocate(2 * ATTRIBUTE_BYTES, 8);
            attribute(template, 0, CLASS, arena.allocateFrom(JAVA_LONG, type));
            attribute(template, 1, LABEL, arena.allocateFrom(JAVA_BYTE, name));
            module.need(Function.FIND_OBJECTS_INIT, session, template, 2L);
            MemorySegment found = arena.allocate(JAVA_LONG, 2);
            MemorySegment count = arena.allocate(JAVA_LONG);
            module.need(Function.FIND_OBJECTS, session, found, 2L, count);
            module.need(Function.FIND_OBJECTS_FINAL, session);
            if (count.get(JAVA_LONG, 0) != 1) {
                throw new KeyUnavailableException("the token has " + count.get(JAVA_LONG, 0) + " "
                        + (type == PRIVATE_KEY ? "private" : "public") + " keys labelled " + label + ", not one");
            }
            return found.get(JAVA_LONG, 0);
        }
    }

    /** The point is an OCTET STRING around the 32 bytes; some modules leave the wrapping out. */
    private String readPublicKey(long object) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment template = arena.allocate(ATTRIBUTE_BYTES, 8);
            MemorySegment point = arena.allocate(128);
            attribute(template, 0, EC_POINT, point);
            module.need(Function.GET_ATTRIBUTE_VALUE, session, object, template, 1L);
            int length = Math.toIntExact(template.get(JAVA_LONG, 16));
            if (length != KEY_BYTES && length != KEY_BYTES + 2) {
                throw new KeyUnavailableException("the key in the token is no Ed25519 key");
            }
            byte[] bytes = point.asSlice(0, length).toArray(JAVA_BYTE);
            return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, length - KEY_BYTES, length));
        }
    }

    private static void attribute(MemorySegment template, int index, long type, MemorySegment value) {
        long at = (long) index * ATTRIBUTE_BYTES;
        template.set(JAVA_LONG, at, type);
        template.set(ADDRESS, at + 8, value);
        template.set(JAVA_LONG, at + 16, value.byteSize());
    }

    @Override
    public String publicKey() {
        return publicKey;
    }

    /** One at a time: a session signs one message. */
    @Override
    public synchronized byte[] sign(byte[] message) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mechanism = arena.allocate(ATTRIBUTE_BYTES, 8);
            mechanism.set(JAVA_LONG, 0, EDDSA);
            module.need(Function.SIGN_INIT, session, mechanism, privateKey);
            MemorySegment signature = arena.allocate(SIGNATURE_BYTES);
            MemorySegment length = arena.allocateFrom(JAVA_LONG, SIGNATURE_BYTES);
            module.need(
                    Function.SIGN,
                    session,
                    arena.allocateFrom(JAVA_BYTE, message),
                    (long) message.length,
                    signature,
                    length);
            return signature.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }
}
