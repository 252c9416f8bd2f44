package org.plainsight.chain.evm.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.TokenIdentity;

/** A node behind a bad line and a bad load balancer: failures, old heads, headers and blocks of branches long left. */
final class FaultyNode implements EvmNode {

    private final FakeEvmChain chain;
    private final Random random;
    private int oneIn;

    FaultyNode(FakeEvmChain chain, Random random, int oneIn) {
        this.chain = chain;
        this.random = random;
        this.oneIn = oneIn;
    }

    void recover() {
        oneIn = 0;
    }

    private boolean strikes() {
        return oneIn > 0 && random.nextInt(oneIn) == 0;
    }

    private <T> T maybe(Supplier<T> answer) {
        if (strikes()) {
            Kind[] kinds = {Kind.UNREACHABLE, Kind.RATE_LIMITED, Kind.NOT_CANONICAL, Kind.BAD_ANSWER};
            throw new NodeException(kinds[random.nextInt(kinds.length)], "a fault of the test");
        }
        return answer.get();
    }

    private EvmHeader anyHeader() {
        return chain.everyBlockEverMade().stream()
                .skip(random.nextInt(chain.everyBlockEverMade().size()))
                .findFirst()
                .orElseThrow()
                .header();
    }

    @Override
    public long chainId() {
        return maybe(chain::chainId);
    }

    @Override
    public EvmHeader latest() {
        return maybe(() -> strikes() ? anyHeader() : chain.latest());
    }

    @Override
    public Optional<EvmHeader> finalised() {
        return maybe(() -> strikes() ? Optional.empty() : chain.finalised());
    }

    @Override
    public Optional<EvmHeader> header(long number) {
        return maybe(() -> strikes() ? Optional.empty() : chain.header(number));
    }

    @Override
    public Optional<EvmHeader> header(String hash) {
        return maybe(() -> strikes() ? Optional.of(anyHeader()) : chain.header(hash));
    }

    @Override
    public Optional<EvmBlock> block(String hash) {
        return maybe(() -> strikes() ? chain.block(anyHeader().hash()) : chain.block(hash));
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        return maybe(() -> chain.balances(blockHash, pairs));
    }

    @Override
    public List<EvmLog> transferLogs(long from, long to, Collection<String> contracts, Collection<String> accounts) {
        return maybe(() -> chain.transferLogs(from, to, contracts, accounts));
    }

    @Override
    public Optional<TokenIdentity> identity(String blockHash, String contract) {
        return maybe(() -> chain.identity(blockHash, contract));
    }

    @Override
    public Optional<String> call(String blockHash, String contract, String data) {
        return maybe(() -> chain.call(blockHash, contract, data));
    }
}
