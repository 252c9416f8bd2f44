package org.plainsight.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.sandbox.node.BitcoinNode;
import org.plainsight.sandbox.node.EvmNode;
import org.web3j.utils.Numeric;

/** The sample exchange in a folder: its chains, wallets, registry and customers. A second start goes on where it was. */
public final class SampleExchange implements AutoCloseable {
    public static final String ENTITY = "Example Exchange Ltd";
    public static final ChainId BITCOIN = ChainId.parse("bip122:0f9188f13cb7b2c71f2a335e3a4fc328");
    public static final AssetId BTC = new AssetId(BITCOIN, "slip44", "0");
    public static final AssetId EURO = AssetId.parse("swift:0/iso4217:EUR");
    /** The first customer of the ledger's export, for whoever wants to check a balance. */
    public static final String SAMPLE_UID = "100200300";

    public static final String SAMPLE_EMAIL = "alice@example.com";
    public static final String SAMPLE_PHRASE = "correct horse";
    static final BigInteger EURO_AT_BANK_CENTS = BigInteger.valueOf(18_250_000_00L);
    private static final List<Long> EVM_CHAINS = List.of(31_337L, 31_338L);
    private static final int P2P_PORT = 18_444;
    private static final int RPC_PORT = 18_443;
    private static final int EVM_PORT = 8_545;

    private final Path folder;
    private final Clock clock;
    private final BitcoinNode bitcoin;
    private final List<EvmNode> evmNodes;

    private SampleExchange(Path folder, Clock clock, BitcoinNode bitcoin, List<EvmNode> evmNodes) {
        this.folder = folder;
        this.clock = clock;
        this.bitcoin = bitcoin;
        this.evmNodes = List.copyOf(evmNodes);
    }

    /** Starts the nodes and brings their chains to where the exchange is in business. */
    public static SampleExchange open(Path folder, Clock clock) throws IOException {
        Files.createDirectories(folder);
        Instant founded = founded(folder, clock);
        BitcoinNode bitcoin = BitcoinNode.start(folder.resolve("bitcoin"), P2P_PORT, RPC_PORT);
        List<EvmNode> evmNodes = EVM_CHAINS.stream()
                .map(id -> EvmNode.start(
                        folder.resolve("evm-" + id),
                        id,
                        founded.minusSeconds(86_400 + id),
                        EVM_PORT + EVM_CHAINS.indexOf(id)))
                .toList();
        SampleExchange exchange = new SampleExchange(folder, clock, bitcoin, evmNodes);
        SampleChains chains = new SampleChains(
                Path.of(System.getProperty("plainsight.sandbox-dir", "sandbox"), "contracts"), clock.instant());
        chains.found(bitcoin);
        evmNodes.forEach(chains::found);
        return exchange;
    }

    public BitcoinNode bitcoin() {
        return bitcoin;
    }

    public List<EvmNode> evmNodes() {
        return evmNodes;
    }

    /** The declared addresses, signed once for the portal of this domain; a later start finds them. */
    public Path registry(String domain) throws IOException {
        Path registry = folder.resolve("address-registry");
        if (!Files.exists(registry.resolve("entities.jsonl"))) {
            new SampleRegistry(domain, clock.instant()).write(registry, bitcoin, evmNodes);
        }
        return registry;
    }

    /** The ledger's export, written once, a little below what the wallets hold now. */
    public Path balances() throws IOException {
        Path file = folder.resolve("balances.csv");
        Path control = folder.resolve("balances.csv.control.json");
        if (!Files.exists(control)) {
            Path partial = folder.resolve("partial-balances.csv");
            SampleBalances.write(partial, owed(), clock.instant());
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            Files.move(folder.resolve("partial-balances.csv.control.json"), control);
        }
        return file;
    }

    /** One Bitcoin block of deposits, withdrawals and internal moves. */
    public void bitcoinBlock() {
        new SampleActivity(bitcoin, evmNodes, clock).bitcoinBlock();
    }

    /** One such block on each EVM chain. */
    public void evmBlocks() {
        new SampleActivity(bitcoin, evmNodes, clock).evmBlocks();
    }

    @Override
    public void close() {
        bitcoin.close();
        evmNodes.forEach(EvmNode::close);
    }

    static ChainId chain(EvmNode node) {
        return new ChainId("eip155", Long.toString(node.chainId()));
    }

    /** On the first (0) or the second (1) EVM chain. */
    static AssetId onEvm(int index, String asset) {
        return AssetId.parse("eip155:" + EVM_CHAINS.get(index) + "/" + asset);
    }

    /** What customers are owed: the measured reserves of each asset divided by 1.03 and up. */
    private Map<AssetId, BigInteger> owed() {
        Map<AssetId, BigInteger> owed = new LinkedHashMap<>();
        owed.put(BTC, percentOf(BigInteger.valueOf(bitcoinHeldSat()), 105));
        owed.put(onEvm(0, "slip44:60"), percentOf(held(this::etherWei), 103));
        int percent = 102;
        for (SampleContracts token : SampleContracts.TOKENS) {
            BigInteger held = held((node, account) -> tokenUnits(node, token, account));
            owed.put(onEvm(0, "erc20:" + token.address()), percentOf(held, percent));
            percent += 4;
        }
        owed.put(EURO, percentOf(EURO_AT_BANK_CENTS, 101));
        return owed;
    }

    private static BigInteger percentOf(BigInteger held, int coverage) {
        return held.multiply(BigInteger.valueOf(100)).divide(BigInteger.valueOf(coverage));
    }

    private long bitcoinHeldSat() {
        BitcoinPayments payments = new BitcoinPayments(bitcoin);
        return Stream.of(SampleWallets.HOT, SampleWallets.WITHDRAWAL, SampleWallets.COLD, SampleWallets.VAULT)
                .mapToLong(wallet -> payments.balanceSat(wallet.address()))
                .sum();
    }

    private interface Balance {
        BigInteger of(EvmNode node, String account);
    }

    private BigInteger held(Balance balance) {
        List<String> accounts = Stream.concat(
                        Stream.of(
                                SampleWallets.EVM_HOT.evmAddress(),
                                SampleWallets.EVM_WITHDRAWAL.evmAddress(),
                                SampleContracts.MULTISIG.address()),
                        SampleWallets.EVM_DEPOSITS.stream().map(SandboxKey::evmAddress))
                .toList();
        return evmNodes.stream()
                .flatMap(node -> accounts.stream().map(account -> balance.of(node, account)))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger etherWei(EvmNode node, String account) {
        return Numeric.toBigInt(node.rpc("eth_getBalance", account, "latest").asText());
    }

    private static BigInteger tokenUnits(EvmNode node, SampleContracts token, String account) {
        JsonNode answer = node.rpc(
                "eth_call",
                Map.of("to", token.address(), "data", "0x70a08231" + "0".repeat(24) + account.substring(2)),
                "latest");
        return Numeric.toBigInt(answer.asText());
    }

    private static Instant founded(Path folder, Clock clock) throws IOException {
        Path file = folder.resolve("exchange.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                properties.load(in);
            }
        } else {
            properties.setProperty("founded", Long.toString(clock.instant().getEpochSecond()));
            Path partial = folder.resolve("exchange.properties.partial");
            try (var out = Files.newOutputStream(partial)) {
                properties.store(out, null);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Instant.ofEpochSecond(Long.parseLong(properties.getProperty("founded")));
    }
}
