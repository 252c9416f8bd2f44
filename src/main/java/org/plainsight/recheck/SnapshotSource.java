package org.plainsight.recheck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.scan.ScriptTable;
import org.plainsight.chain.bitcoin.utxo.MalformedSnapshotException;
import org.plainsight.chain.bitcoin.utxo.SnapshotHeader;
import org.plainsight.chain.bitcoin.utxo.SnapshotReader;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;
import org.plainsight.evidence.BlockRef;

/** Balances from a UTXO snapshot that the reader's own Bitcoin Core wrote: every unspent coin at one block. */
public final class SnapshotSource implements ChainSource {

    private final Path file;
    private final SnapshotHeader header;

    private SnapshotSource(Path file, SnapshotHeader header) {
        this.file = file;
        this.header = header;
    }

    /** @throws UnreadableException when the file is no snapshot */
    public static SnapshotSource open(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new SnapshotSource(file, SnapshotHeader.read(in));
        } catch (IOException | MalformedSnapshotException e) {
            throw new UnreadableException("the snapshot " + file + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public ChainId chain() {
        return header.network().chainId();
    }

    @Override
    public Optional<String> unfit(BlockRef block) {
        return block.hash().equals(header.baseHash())
                ? Optional.empty()
                : Optional.of("your UTXO snapshot is of block " + header.baseHash() + ", not of " + block.hash()
                        + "; make one with: bitcoin-cli -rpcclienttimeout=0 -named dumptxoutset FILE rollback="
                        + block.height());
    }

    /** The file's own block, at whatever height: only asked where it fits. */
    @Override
    public Optional<String> blockHash(long height) {
        return Optional.of(header.baseHash());
    }

    @Override
    public Map<Pair, Amount> balances(BlockRef block, Set<Pair> pairs) {
        Map<AccountId, String> scripts = new HashMap<>();
        ScriptTable table = new ScriptTable();
        for (Pair pair : pairs) {
            BitcoinAddresses.scriptHex(pair.account()).ifPresent(script -> {
                scripts.put(pair.account(), script);
                table.add(HexFormat.of().parseHex(script));
            });
        }
        Map<String, Amount> sums = new HashMap<>();
        read(block, table)
                .found()
                .forEach(coin -> sums.merge(coin.scriptHex(), Amount.of(coin.valueSat()), Amount::plus));
        Map<Pair, Amount> balances = new HashMap<>();
        for (Pair pair : pairs) {
            String script = scripts.getOrDefault(pair.account(), "");
            boolean isCoin = pair.asset().equals(header.network().coin());
            balances.put(pair, isCoin ? sums.getOrDefault(script, Amount.ZERO) : Amount.ZERO);
        }
        return balances;
    }

    private UtxoSnapshot read(BlockRef block, ScriptTable table) {
        try (InputStream in = Files.newInputStream(file)) {
            return new SnapshotReader(
                            header.network(),
                            hash -> hash.equals(block.hash()) ? OptionalLong.of(block.height()) : OptionalLong.empty(),
                            table)
                    .read(in, (read, of) -> {});
        } catch (IOException | MalformedSnapshotException e) {
            throw new UnreadableException("the snapshot " + file + " cannot be read: " + e.getMessage());
        }
    }
}
