package org.plainsight.chain.evm.quorum;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.plainsight.asset.Amount;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.InternalTransfer;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.TokenIdentity;
import org.plainsight.chain.evm.proof.AccountState;
import org.plainsight.chain.evm.proof.NodeSet;
import org.plainsight.chain.evm.proof.ProofSource;
import org.plainsight.chain.evm.proof.Proven;
import org.plainsight.chain.evm.proof.ProvenHeader;
import org.plainsight.chain.evm.proof.StateEvidence;
import org.plainsight.chain.evm.proof.StateProof;
import org.plainsight.chain.evm.quorum.Votes.Vote;
import org.plainsight.merkle.Hash32;

/**
 * Several providers as one node: more than half of them must say the same, 2 of 3. What can be proven is taken from
 * whoever proves it. A provider whose answer a proof contradicts is not asked again; where they disagree and nothing is proven, the answer is unknown.
 */
public final class Quorum implements EvmNode, ProofSource {

    /** More disputed balances than this in one reading are left unknown: proofs are for the odd one. */
    private static final int PROVEN_AT_ONCE = 200;

    private final List<Provider> providers;
    private final int needed;
    private final Votes votes;
    private final Consumer<Contradiction> contradictions;

    /**
     * @param quarantined ids of providers that are not to be asked
     * @param contradictions told of each provider that is quarantined, once; must not throw
     */
    public Quorum(
            List<Provider> providers, Set<String> quarantined, Clock clock, Consumer<Contradiction> contradictions) {
        this.providers = List.copyOf(providers);
        this.providers.stream()
                .filter(provider -> quarantined.contains(provider.id()))
                .forEach(Provider::quarantine);
        this.needed = providers.size() / 2 + 1;
        this.votes = new Votes(providers, needed, clock);
        this.contradictions = contradictions;
    }

    @Override
    public long chainId() {
        return votes.agreed("the chain's number", provider -> provider.node().chainId());
    }

    /** The newest block that enough providers have. */
    @Override
    public EvmHeader latest() {
        List<Vote<EvmHeader>> heads =
                votes.collected(votes.available(), provider -> provider.node().latest());
        long height = reached(heads, EvmHeader::number).orElseThrow(() -> votes.noAgreement("the newest block", heads));
        return header(height).orElseThrow(() -> votes.noAgreement("block " + height, heads));
    }

    @Override
    public Optional<EvmHeader> finalised() {
        List<Vote<Optional<EvmHeader>>> finals =
                votes.collected(votes.available(), provider -> provider.node().finalised());
        List<Vote<EvmHeader>> named = finals.stream()
                .map(vote -> new Vote<>(vote.provider(), vote.answer().flatMap(Function.identity()), vote.failure()))
                .toList();
        if (finals.stream().filter(vote -> vote.answer().isPresent()).count() < needed) {
            throw votes.noAgreement("the newest final block", named);
        }
        return reached(named, EvmHeader::number).flatMap(this::header);
    }

    /** The highest number that enough of them are at or above. */
    private Optional<Long> reached(List<Vote<EvmHeader>> heads, Function<EvmHeader, Long> number) {
        return heads.stream()
                .flatMap(vote -> vote.answer().stream())
                .map(number)
                .sorted(Comparator.reverseOrder())
                .skip(needed - 1L)
                .findFirst();
    }

    @Override
    public Optional<EvmHeader> header(long number) {
        return votes.agreed("block " + number, provider -> provider.node().header(number));
    }

    @Override
    public Optional<EvmHeader> header(String hash) {
        return votes.agreed("block 0x" + hash, provider -> provider.node().header(hash));
    }

    @Override
    public Optional<EvmBlock> block(String hash) {
        return votes.agreed("block 0x" + hash, provider -> provider.node().block(hash));
    }

    @Override
    public List<EvmLog> transferLogs(long from, long to, Collection<String> contracts, Collection<String> accounts) {
        return votes.agreed(
                "transfers in blocks " + from + " to " + to,
                provider -> provider.node().transferLogs(from, to, contracts, accounts));
    }

    /** From whoever traces: what it is used for is held against the balances. */
    @Override
    public Optional<List<InternalTransfer>> internalTransfers(EvmBlock block) {
        return firstThat(
                        "what contracts moved in block " + block.header().number(),
                        provider -> provider.node().internalTransfers(block),
                        Optional::isPresent)
                .orElse(Optional.empty());
    }

    @Override
    public Optional<String> call(String blockHash, String contract, String data) {
        return votes.agreed("a call of " + contract, provider -> provider.node().call(blockHash, contract, data));
    }

    @Override
    public Optional<TokenIdentity> identity(String blockHash, String contract) {
        return votes.agreed(
                "the code of " + contract, provider -> provider.node().identity(blockHash, contract));
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        List<Provider> available = votes.available();
        List<Provider> first = available.subList(0, Math.min(needed, available.size()));
        List<Vote<List<Balance>>> readings =
                new ArrayList<>(votes.collected(first, provider -> read(provider, blockHash, pairs)));
        if (!agree(readings, pairs.size()) && available.size() > first.size()) {
            readings.addAll(votes.collected(
                    available.subList(first.size(), available.size()), provider -> read(provider, blockHash, pairs)));
        }
        List<Vote<List<Balance>>> answered =
                readings.stream().filter(vote -> vote.answer().isPresent()).toList();
        if (answered.size() < needed) {
            throw votes.noAgreement("balances", readings);
        }
        List<Balance> result = new ArrayList<>(pairs.size());
        List<Integer> disputed = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Optional<Balance> majority = majority(answered, i);
            if (!unanimous(answered, i)) {
                disputed.add(i);
            }
            result.add(majority.orElse(new Balance.Unreadable("the providers disagree about this balance")));
        }
        if (!disputed.isEmpty()) {
            settle(blockHash, pairs, disputed, answered, result);
        }
        return result;
    }

    private static List<Balance> read(Provider provider, String blockHash, List<AccountAsset> pairs) {
        List<Balance> answers = provider.node().balances(blockHash, pairs);
        if (answers.size() != pairs.size()) {
            throw new NodeException(Kind.BAD_ANSWER, "some balances were not answered");
        }
        return answers;
    }

    private boolean agree(List<Vote<List<Balance>>> readings, int pairs) {
        List<Vote<List<Balance>>> answered =
                readings.stream().filter(vote -> vote.answer().isPresent()).toList();
        for (int i = 0; i < pairs; i++) {
            if (!unanimous(answered, i)) {
                return false;
            }
        }
        return answered.size() >= needed;
    }

    private static Balance at(Vote<List<Balance>> vote, int index) {
        return vote.answer().orElseThrow().get(index);
    }

    /** Two providers may put differently why a token gives no balance. */
    private static boolean same(Balance one, Balance other) {
        return one.equals(other) || (one instanceof Balance.Unreadable && other instanceof Balance.Unreadable);
    }

    private static boolean unanimous(List<Vote<List<Balance>>> answered, int index) {
        return answered.stream().allMatch(vote -> same(at(vote, index), at(answered.getFirst(), index)));
    }

    private Optional<Balance> majority(List<Vote<List<Balance>>> answered, int index) {
        for (Vote<List<Balance>> candidate : answered) {
            Balance balance = at(candidate, index);
            if (answered.stream().filter(vote -> same(at(vote, index), balance)).count() >= needed) {
                return Optional.of(balance);
            }
        }
        return Optional.empty();
    }

    /** A proof is worth more than any number of providers. Tokens are proven when a figure is published. */
    private void settle(
            String blockHash,
            List<AccountAsset> pairs,
            List<Integer> disputed,
            List<Vote<List<Balance>>> answered,
            List<Balance> result) {
        List<Integer> coins = disputed.stream()
                .filter(index -> pairs.get(index).asset().isNative())
                .limit(PROVEN_AT_ONCE)
                .toList();
        Optional<ProvenHeader> header = coins.isEmpty() ? Optional.empty() : headerOrNone(blockHash);
        if (header.isEmpty()) {
            return;
        }
        NodeSet nodes = nodes(
                header.get().hash(),
                ProofSource.accounts(coins.stream()
                        .map(index -> pairs.get(index).account().address())
                        .toList()));
        StateProof proof = new StateProof(header.get().stateRoot(), nodes);
        for (int index : coins) {
            AccountAsset pair = pairs.get(index);
            if (proof.account(pair.account().address()) instanceof Proven.Value<AccountState>(AccountState account)) {
                result.set(index, new Balance.Known(account.balance()));
                for (Vote<List<Balance>> vote : answered) {
                    // who could not read the balance said nothing that the proof contradicts
                    if (at(vote, index) instanceof Balance.Known(Amount said) && !said.equals(account.balance())) {
                        quarantine(vote.provider(), header.get(), nodes, pair, said, account.balance());
                    }
                }
            }
        }
    }

    private Optional<ProvenHeader> headerOrNone(String blockHash) {
        try {
            return provenHeader(Hash32.fromHex(blockHash));
        } catch (NodeException e) {
            return Optional.empty();
        }
    }

    private void quarantine(
            Provider provider, ProvenHeader block, NodeSet nodes, AccountAsset pair, Amount said, Amount proven) {
        if (provider.quarantine()) {
            EvmHeader header = new EvmHeader(
                    block.number(), block.hash().toHex(), block.parentHash().toHex(), block.time());
            contradictions.accept(new Contradiction(
                    provider.id(),
                    provider.name(),
                    header,
                    "the balance of " + pair.account().address() + " in " + pair.asset(),
                    said.toString(),
                    proven.toString(),
                    again(provider, header, pair),
                    new StateEvidence(header.ref(pair.asset().chain()), block, Map.of(), nodes)));
        }
    }

    /** What was said came among many answers, in whatever way was best for many. */
    private static String again(Provider provider, EvmHeader block, AccountAsset pair) {
        try {
            return provider.node().rawBalance(block.hash(), pair.account());
        } catch (NodeException e) {
            return "no answer: " + e.getMessage();
        }
    }

    /** From whoever has it: a header proves itself. */
    @Override
    public Optional<ProvenHeader> provenHeader(Hash32 blockHash) {
        return firstThat(
                        "the header of 0x" + blockHash.toHex(),
                        provider -> provider.proofs().provenHeader(blockHash),
                        Optional::isPresent)
                .orElse(Optional.empty());
    }

    /** From the first whose nodes lead to everything that was asked for. */
    @Override
    public NodeSet nodes(Hash32 blockHash, Map<String, ? extends Collection<Hash32>> slotsByAddress) {
        Optional<ProvenHeader> header = provenHeader(blockHash);
        return firstThat(
                        "proofs",
                        provider -> provider.proofs().nodes(blockHash, slotsByAddress),
                        nodes -> header.isEmpty() || leadEverywhere(header.get().stateRoot(), nodes, slotsByAddress))
                .orElseThrow(() -> new NodeException(Kind.BAD_ANSWER, "no provider gives proofs that hold"));
    }

    private static boolean leadEverywhere(
            Hash32 stateRoot, NodeSet nodes, Map<String, ? extends Collection<Hash32>> slotsByAddress) {
        StateProof proof = new StateProof(stateRoot, nodes);
        return slotsByAddress.entrySet().stream()
                .allMatch(entry ->
                        proof.account(entry.getKey()) instanceof Proven.Value<AccountState>(AccountState account)
                                && entry.getValue().stream()
                                        .allMatch(slot -> proof.storage(account, slot) instanceof Proven.Value));
    }

    @Override
    public Optional<Amount> balanceIf(Hash32 blockHash, String token, String account, Hash32 slot, Amount value) {
        return votes.agreed(
                "where " + token + " keeps its balances",
                provider -> provider.proofs().balanceIf(blockHash, token, account, slot, value));
    }

    /** Empty when somebody answered, but nobody well. */
    private <T> Optional<T> firstThat(String what, Function<Provider, T> question, Function<T, Boolean> isGood) {
        List<Vote<T>> failed = new ArrayList<>();
        boolean answered = false;
        for (Provider provider : votes.available()) {
            try {
                T answer = question.apply(provider);
                provider.answered();
                if (isGood.apply(answer)) {
                    return Optional.of(answer);
                }
                answered = true;
            } catch (NodeException e) {
                failed.add(new Vote<>(provider, Optional.empty(), Optional.of(e)));
            }
        }
        if (!answered) {
            throw votes.noAgreement(what, failed);
        }
        return Optional.empty();
    }

    /** For the health page. */
    public List<Provider> providers() {
        return providers;
    }
}
