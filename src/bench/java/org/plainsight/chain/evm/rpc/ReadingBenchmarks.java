package org.plainsight.chain.evm.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.TestBytecode;
import org.plainsight.chain.evm.read.BatchReader;
import org.plainsight.chain.evm.read.Multicall3;
import org.plainsight.sandbox.node.EvmNode;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthCall;

/**
 * ERC-20 balances per second by each way of asking, at one anvil in one run. The limit is what the same node gives to the
 * same questions in the batch reader's form when its answers are thrown away unread.
 */
public final class ReadingBenchmarks implements Benchmark {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final int FILLED = 2_000;
    private static final int SIZE = 5_000;

    private final List<AssetId> tokens = new ArrayList<>();

    @Override
    public void run(Figures figures, boolean quick) throws IOException {
        Path folder = Files.createTempDirectory("plainsight-bench-evm");
        try (EvmNode anvil = EvmNode.start(folder, 31337, Instant.parse("2026-01-01T00:00:00Z"));
                JsonRpcHttp rpc = new JsonRpcHttp(anvil.rpcUri(), Duration.ofSeconds(60), 64L << 20);
                Web3jNode node = new Web3jNode(rpc, Web3jNode.Checks.ALL)) {
            fill(anvil, rpc, 30);
            String tip = node.latest().hash();
            BalanceReader override =
                    new OverrideReads(rpc, hash -> node.header(hash).orElseThrow(), true);
            BalanceReader multicall = new MulticallReads(rpc, new BalanceBatches(rpc));
            BalanceReader batch = new BalanceBatches(rpc);
            int addresses = quick ? 20_000 : 100_000;
            rate(override, tip, pairs(addresses, 2));
            double limit = unread(anvil.rpcUri(), tip, quick ? 100_000 : 500_000);
            figures.rate("evm.read.override", rate(override, tip, pairs(addresses, 10)), "balances/s", limit);
            rate(multicall, tip, pairs(2_000, 2));
            figures.rate("evm.read.multicall", rate(multicall, tip, pairs(20_000, 3)), "balances/s", limit);
            rate(batch, tip, pairs(1_000, 2));
            figures.rate("evm.read.batch", rate(batch, tip, pairs(quick ? 2_000 : 5_000, 3)), "balances/s", limit);
            if (!quick) {
                double all = 3_000_000;
                figures.time(
                        "evm.read.100k-addresses-30-tokens",
                        all / rate(override, tip, pairs(100_000, 30)),
                        "s",
                        all / limit);
            }
        }
    }

    private void fill(EvmNode anvil, JsonRpcHttp rpc, int count) {
        for (int i = 0; i < count; i++) {
            AssetId token = AssetId.parse(String.format("%s/erc20:0x%040x", CHAIN, 0xbeef00 + i));
            tokens.add(token);
            anvil.rpc("anvil_setCode", token.reference(), TestBytecode.TOKEN);
            List<Request<Object, EthCall>> slots = new ArrayList<>();
            for (int account = 0; account < FILLED; account++) {
                slots.add(new Request<>(
                        "anvil_setStorageAt",
                        List.of(
                                token.reference(),
                                "0x" + "0".repeat(24)
                                        + account(account).address().substring(2),
                                String.format("0x%064x", 1_000_000_007L * (account + 1))),
                        rpc,
                        EthCall.class));
            }
            rpc.askAll(slots);
        }
        anvil.rpc("anvil_setCode", Multicall3.ADDRESS, TestBytecode.multicall());
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine");
    }

    private List<AccountAsset> pairs(int addresses, int ofTokens) {
        List<AccountAsset> pairs = new ArrayList<>(addresses * ofTokens);
        for (AssetId token : tokens.subList(0, ofTokens)) {
            for (int i = 0; i < addresses; i++) {
                pairs.add(new AccountAsset(account(i), token));
            }
        }
        return pairs;
    }

    private static double rate(BalanceReader way, String block, List<AccountAsset> pairs) {
        long start = System.nanoTime();
        List<Balance> answers = way.balances(block, pairs);
        double seconds = (System.nanoTime() - start) / 1e9;
        long known = answers.stream().filter(Balance.Known.class::isInstance).count();
        if (known != pairs.size()) {
            throw new IllegalStateException(known + " of " + pairs.size() + " balances were read");
        }
        return pairs.size() / seconds;
    }

    private double unread(URI url, String block, int balances) throws IOException {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            accounts.add(account(i).address());
        }
        try (Throwing rpc = new Throwing(url)) {
            String payload = rpc.payload(block, tokens.getFirst(), accounts);
            rpc.exchange(payload);
            List<Callable<@Nullable Void>> exchanges = new ArrayList<>();
            for (int done = 0; done < balances; done += SIZE) {
                exchanges.add(() -> {
                    rpc.exchange(payload);
                    return null;
                });
            }
            long start = System.nanoTime();
            InFlight.run(exchanges);
            return balances / ((System.nanoTime() - start) / 1e9);
        }
    }

    /** Sends what is given and looks at no answer. */
    private static final class Throwing extends JsonRpcHttp {
        Throwing(URI url) {
            super(url, Duration.ofSeconds(60), 64L << 20);
        }

        String payload(String block, AssetId token, List<String> accounts) {
            return objectMapper.writeValueAsString(new Request<>(
                    "eth_call",
                    List.of(
                            Map.of(
                                    "to",
                                    BatchReader.ADDRESS,
                                    "data",
                                    BatchReader.callData(Optional.of(token.reference()), accounts)),
                            BalanceBatches.pinned(block),
                            Map.of(BatchReader.ADDRESS, Map.of("code", BatchReader.CODE))),
                    this,
                    EthCall.class));
        }

        void exchange(String payload) throws IOException {
            try (InputStream answer = performIO(payload)) {
                if (answer.available() < SIZE * 64) {
                    throw new IOException("the node's answer is too short");
                }
            }
        }
    }

    private static AccountId account(int number) {
        return new AccountId(CHAIN, String.format("0xaaaa%036x", number));
    }
}
