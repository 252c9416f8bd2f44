package org.plainsight.chain.evm.rpc;

import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.plainsight.chain.evm.EvmLog;
import org.web3j.crypto.Hash;

/** The bloom filter that a header carries over its block's logs (Yellow Paper, 4.3.1): finds out omitted logs. */
final class LogsBloom {

    private static final int BYTES = 256;

    private LogsBloom() {}

    /** 512 lower-case hex digits. */
    static String of(Collection<EvmLog> logs) {
        Set<String> entries = new HashSet<>();
        for (EvmLog log : logs) {
            entries.add(log.contract().substring(2));
            entries.addAll(log.topics());
        }
        byte[] bloom = new byte[BYTES];
        for (String entry : entries) {
            byte[] hash = Hash.sha3(HexFormat.of().parseHex(entry));
            for (int pair = 0; pair < 6; pair += 2) {
                int bit = ((hash[pair] & 0x07) << 8) | (hash[pair + 1] & 0xff);
                bloom[BYTES - 1 - bit / 8] |= (byte) (1 << (bit % 8));
            }
        }
        return HexFormat.of().formatHex(bloom);
    }
}
