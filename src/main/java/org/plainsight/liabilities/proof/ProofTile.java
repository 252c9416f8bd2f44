package org.plainsight.liabilities.proof;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.merkle.Hash32;

/**
 * One of the static files that hold everybody's proofs, each sealed with its capability. Which tile to fetch says no more
 * than the leading bits of SHA-256(capability), of somebody or of nobody.
 *
 * <pre>
 * "plainsight-tile-v1\n" | count u32 | count × ( SHA-256(capability)[32] | length u32 | sealed ), sorted
 * key[32] | nonce[12] = HKDF-SHA-256( capability, salt snapshotId[16], info "plainsight-tile-v1" )
 * sealed = AES-256-GCM( length u32 | raw DEFLATE of the proof file without log | zeros to a multiple of 512 bytes )
 * </pre>
 */
public final class ProofTile {

    /** No tile is longer. */
    public static final int MAX_BYTES = 1 << 20;

    /** Of a proof file that comes out of a tile. */
    private static final int MAX_PROOF = 16 * 1024 * 1024;

    private static final byte[] MAGIC = "plainsight-tile-v1\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] INFO = "plainsight-tile-v1".getBytes(StandardCharsets.UTF_8);
    private static final int PAD = 512;
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final ByteArrayOutputStream slots = new ByteArrayOutputStream();
    private int count;

    /** Adds a proof; names must rise. */
    public void add(Hash32 name, byte[] sealed) {
        slots.writeBytes(name.toBytes());
        slots.writeBytes(ByteBuffer.allocate(4).putInt(sealed.length).array());
        slots.writeBytes(sealed);
        count++;
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(MAGIC.length + 4 + slots.size())
                .put(MAGIC)
                .putInt(count)
                .put(slots.toByteArray())
                .array();
    }

    public int size() {
        return MAGIC.length + 4 + slots.size();
    }

    /** What a capability's proof is called in its tile. */
    public static Hash32 name(Hash32 capability) {
        return Hash32.sha256(capability.toBytes());
    }

    /** The number of the tile among 2^bits, 0 to 24 bits. */
    public static int number(Hash32 name, int bits) {
        int leading = ByteBuffer.wrap(name.toBytes()).getInt();
        return bits == 0 ? 0 : leading >>> (32 - bits);
    }

    /** The same arguments give the same bytes: a capability seals one proof of a snapshot, ever. */
    public static byte[] seal(SnapshotId snapshot, Hash32 capability, byte[] proof) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(proof);
            deflater.finish();
            byte[] packed = new byte[proof.length + 64];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, 2 * packed.length);
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            byte[] padded = new byte[(4 + length + PAD - 1) / PAD * PAD];
            ByteBuffer.wrap(padded).putInt(length).put(packed, 0, length);
            return cipher(Cipher.ENCRYPT_MODE, snapshot, capability).doFinal(padded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES-GCM and HKDF", e);
        } finally {
            deflater.end();
        }
    }

    /**
     * The proof file of a capability; empty where the tile has none for it.
     *
     * @throws MalformedProofException for bytes that are no tile, or a slot that does not open
     */
    public static Optional<byte[]> open(byte[] tile, SnapshotId snapshot, Hash32 capability) {
        try {
            ByteBuffer in = ByteBuffer.wrap(tile);
            byte[] magic = new byte[MAGIC.length];
            in.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new MalformedProofException("not a proof tile", new IllegalArgumentException());
            }
            byte[] wanted = name(capability).toBytes();
            byte[] name = new byte[Hash32.LENGTH];
            for (int left = in.getInt(); left > 0; left--) {
                in.get(name);
                int length = in.getInt();
                if (length < 0 || length > in.remaining()) {
                    throw new BufferUnderflowException();
                }
                if (Arrays.equals(name, wanted)) {
                    byte[] sealed = new byte[length];
                    in.get(sealed);
                    return Optional.of(inflate(
                            cipher(Cipher.DECRYPT_MODE, snapshot, capability).doFinal(sealed)));
                }
                in.position(in.position() + length);
            }
            return Optional.empty();
        } catch (BufferUnderflowException | GeneralSecurityException | DataFormatException e) {
            throw new MalformedProofException("the tile is damaged", e);
        }
    }

    private static byte[] inflate(byte[] padded) throws DataFormatException {
        int length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - 4) {
            throw new DataFormatException("a length beyond the slot");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(padded, 4, length);
            ByteArrayOutputStream out = new ByteArrayOutputStream(8 * 1024);
            byte[] part = new byte[8 * 1024];
            while (!inflater.finished()) {
                int read = inflater.inflate(part);
                if (read == 0 || out.size() > MAX_PROOF) {
                    throw new DataFormatException("no whole proof");
                }
                out.write(part, 0, read);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private static Cipher cipher(int mode, SnapshotId snapshot, Hash32 capability) throws GeneralSecurityException {
        byte[] material = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(capability.toBytes())
                        .addSalt(HexFormat.of().parseHex(snapshot.hex()))
                        .thenExpand(INFO, KEY + NONCE));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(material, 0, KEY, "AES"), new GCMParameterSpec(TAG_BITS, material, KEY, NONCE));
        return cipher;
    }
}
