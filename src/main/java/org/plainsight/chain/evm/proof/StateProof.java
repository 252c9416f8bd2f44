package org.plainsight.chain.evm.proof;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.Amount;
import org.plainsight.merkle.Hash32;

/** What a block's state says, by the nodes at hand alone. A flipped bit anywhere in them breaks the way to its root. */
public final class StateProof {

    private static final int ACCOUNT_FIELDS = 4;
    private static final int WORD = 32;

    private final Hash32 stateRoot;
    private final NodeSet nodes;

    public StateProof(Hash32 stateRoot, NodeSet nodes) {
        this.stateRoot = stateRoot;
        this.nodes = nodes;
    }

    /** @param address 0x and 40 hex digits; an account that does not exist is proven as empty */
    public Proven<AccountState> account(String address) {
        try {
            byte[] value = Trie.find(stateRoot, keyOf(HexFormat.of().parseHex(address, 2, address.length())), nodes);
            return new Proven.Value<>(value == null ? AccountState.ABSENT : account(value));
        } catch (MalformedRlpException e) {
            return new Proven.Broken<>(String.valueOf(e.getMessage()));
        }
    }

    /** @param slot which word of the contract's storage; one that was never written is proven as zero */
    public Proven<Amount> storage(AccountState contract, Hash32 slot) {
        try {
            byte[] value = Trie.find(contract.storageRoot(), keyOf(slot.toBytes()), nodes);
            return new Proven.Value<>(new Amount(word(value)));
        } catch (MalformedRlpException e) {
            return new Proven.Broken<>(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] keyOf(byte[] name) {
        return Keccak.hash(name).toBytes();
    }

    private static AccountState account(byte[] rlp) {
        List<byte[]> fields = Rlp.list(rlp);
        if (fields.size() != ACCOUNT_FIELDS
                || fields.get(2).length != Hash32.LENGTH
                || fields.get(3).length != Hash32.LENGTH) {
            throw new MalformedRlpException("an account is not of four fields");
        }
        return new AccountState(
                number(fields.get(0)),
                new Amount(number(fields.get(1))),
                Hash32.of(fields.get(2)),
                Hash32.of(fields.get(3)));
    }

    private static BigInteger word(byte @Nullable [] rlp) {
        if (rlp == null) {
            return BigInteger.ZERO;
        }
        long item = Rlp.item(rlp, 0, rlp.length);
        if (Rlp.isList(rlp, 0) || Rlp.end(item) != rlp.length) {
            throw new MalformedRlpException("a word of storage is no string");
        }
        return number(Arrays.copyOfRange(rlp, Rlp.start(item), Rlp.end(item)));
    }

    private static BigInteger number(byte[] bytes) {
        if (bytes.length > WORD || (bytes.length > 0 && bytes[0] == 0)) {
            throw new MalformedRlpException("a number is not in its shortest form");
        }
        return new BigInteger(1, bytes);
    }
}
