package org.plainsight.chain.evm.proof;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.plainsight.merkle.Hash32;

/** A block header as the bytes that hash to its block's hash. */
public final class ProvenHeader {

    private static final int PARENT = 0;
    private static final int STATE_ROOT = 3;
    private static final int RECEIPTS_ROOT = 5;
    private static final int LOGS_BLOOM = 6;
    private static final int NUMBER = 8;
    private static final int TIMESTAMP = 11;
    private static final int FIELDS_OF_FRONTIER = 15;
    private static final int LONGEST = 1 << 16;
    private static final long LAST_SECOND = 253_402_300_799L; // of the year 9999

    private final byte[] rlp;
    private final Hash32 hash;
    private final List<byte[]> fields;

    private ProvenHeader(byte[] rlp) {
        this.rlp = rlp;
        this.hash = Keccak.hash(rlp);
        this.fields = Rlp.list(rlp);
    }

    /** @throws MalformedRlpException when the bytes are no header */
    public static ProvenHeader parse(byte[] rlp) {
        if (rlp.length > LONGEST) {
            throw new MalformedRlpException("longer than any header");
        }
        ProvenHeader header = new ProvenHeader(rlp.clone());
        boolean shaped = header.fields.size() >= FIELDS_OF_FRONTIER
                && header.fields.get(PARENT).length == Hash32.LENGTH
                && header.fields.get(STATE_ROOT).length == Hash32.LENGTH
                && header.fields.get(RECEIPTS_ROOT).length == Hash32.LENGTH
                && header.fields.get(NUMBER).length < Long.BYTES
                && new BigInteger(1, header.fields.get(TIMESTAMP)).compareTo(BigInteger.valueOf(LAST_SECOND)) <= 0;
        if (!shaped) {
            throw new MalformedRlpException("the fields are not those of a header");
        }
        return header;
    }

    public byte[] rlp() {
        return rlp.clone();
    }

    public Hash32 hash() {
        return hash;
    }

    public Hash32 parentHash() {
        return Hash32.of(fields.get(PARENT));
    }

    public Hash32 stateRoot() {
        return Hash32.of(fields.get(STATE_ROOT));
    }

    public Hash32 receiptsRoot() {
        return Hash32.of(fields.get(RECEIPTS_ROOT));
    }

    /** Hex digits. */
    public String logsBloom() {
        return HexFormat.of().formatHex(fields.get(LOGS_BLOOM));
    }

    public long number() {
        return new BigInteger(1, fields.get(NUMBER)).longValueExact();
    }

    public Instant time() {
        return Instant.ofEpochSecond(new BigInteger(1, fields.get(TIMESTAMP)).longValueExact());
    }
}
