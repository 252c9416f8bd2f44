package org.plainsight.chain.evm.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.merkle.Hash32;

/** The receipts root of a block, rebuilt: whether all its logs are there, and nothing beside them (EIP-2718, EIP-658). */
public final class Receipts {

    /**
     * One transaction's.
     *
     * @param outcome hex digits: of a status as the shortest number, or in very old blocks of a state root
     * @param logsBloom hex digits
     */
    public record One(int type, String outcome, BigInteger cumulativeGas, String logsBloom, List<EvmLog> logs) {
        public One {
            logs = List.copyOf(logs);
        }
    }

    /** Legacy, access list, dynamic fee, blob and set-code transactions; others have receipts of their own forms. */
    private static final int NEWEST_TYPE = 4;

    private Receipts() {}

    /** Empty when a transaction is of a type whose receipts have a form that is not known here. */
    public static Optional<Hash32> root(List<One> receipts) {
        TrieBuilder trie = new TrieBuilder();
        for (int i = 0; i < receipts.size(); i++) {
            One receipt = receipts.get(i);
            if (receipt.type() > NEWEST_TYPE) {
                return Optional.empty();
            }
            byte[] fields = encode(receipt);
            trie.put(Rlp.encode(BigInteger.valueOf(i)), receipt.type() == 0 ? fields : typed(receipt.type(), fields));
        }
        return Optional.of(trie.root());
    }

    private static byte[] typed(int type, byte[] fields) {
        byte[] all = new byte[fields.length + 1];
        all[0] = (byte) type;
        System.arraycopy(fields, 0, all, 1, fields.length);
        return all;
    }

    private static byte[] encode(One receipt) {
        return Rlp.encodeList(List.of(
                string(receipt.outcome()),
                Rlp.encode(receipt.cumulativeGas()),
                string(receipt.logsBloom()),
                Rlp.encodeList(receipt.logs().stream().map(Receipts::encode).toList())));
    }

    private static byte[] encode(EvmLog log) {
        List<byte[]> topics = new ArrayList<>();
        log.topics().forEach(topic -> topics.add(string(topic)));
        return Rlp.encodeList(List.of(string(log.contract().substring(2)), Rlp.encodeList(topics), string(log.data())));
    }

    private static byte[] string(String hex) {
        return Rlp.encode(HexFormat.of().parseHex(hex));
    }
}
