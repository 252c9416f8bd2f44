package org.plainsight.chain.evm.proof;

import java.math.BigInteger;
import java.util.HexFormat;
import org.plainsight.asset.Amount;
import org.plainsight.merkle.Hash32;

/** One account as the state trie has it. */
public record AccountState(BigInteger nonce, Amount balance, Hash32 storageRoot, Hash32 codeHash) {

    /** What a trie without entries hashes to: keccak256(0x80). */
    public static final Hash32 EMPTY_ROOT = Keccak.hash(HexFormat.of().parseHex("80"));

    /** keccak256 of no code. */
    public static final Hash32 NO_CODE = Keccak.hash();

    static final AccountState ABSENT = new AccountState(BigInteger.ZERO, Amount.ZERO, EMPTY_ROOT, NO_CODE);
}
