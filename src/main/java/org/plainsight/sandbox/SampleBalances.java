package org.plainsight.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.plainsight.asset.AssetId;
import org.plainsight.merkle.Hash32;

/** The ledger's export: a hundred thousand customers, most of them small, and the control record beside it. */
final class SampleBalances {
    static final int CUSTOMERS = 100_000;
    private static final long SEED = 20_261_122L;
    private static final int SHARE_MAX = 1_000;

    private SampleBalances() {}

    /**
     * @param about what customers are owed in all, per asset in base units; the file's own totals are a little below
     * @param cutOff cut to milliseconds
     */
    static void write(Path file, Map<AssetId, BigInteger> about, Instant cutOff) throws IOException {
        long[][] shares = shares(about.size());
        Map<AssetId, BigInteger> totals = new TreeMap<>();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write("account,id,entity,asset,kind,amount\n");
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                String start = "acct-%08d,%s,%s,".formatted(customer + 1, id(customer), SampleExchange.ENTITY);
                int asset = 0;
                for (Map.Entry<AssetId, BigInteger> entry : about.entrySet()) {
                    BigInteger amount = entry.getValue()
                            .multiply(BigInteger.valueOf(shares[asset][customer]))
                            .divide(BigInteger.valueOf(shares[asset][CUSTOMERS]));
                    out.write(start + entry.getKey() + ",0," + amount + "\n");
                    totals.merge(entry.getKey(), amount, BigInteger::add);
                    asset++;
                }
            }
        }
        ObjectNode control = new ObjectMapper()
                .createObjectNode()
                .put("cut_off", cutOff.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("ledger", "demo ledger export of " + cutOff.truncatedTo(ChronoUnit.SECONDS))
                .put("rows", (long) CUSTOMERS * about.size());
        ArrayNode list = control.putArray("totals");
        totals.forEach((asset, amount) -> list.addObject()
                .put("amount", amount.toString())
                .put("asset", asset.toString())
                .put("kind", 0));
        Files.writeString(file.resolveSibling(file.getFileName() + ".control.json"), control.toString());
    }

    /** Per asset each customer's share, and their sum at the end. The third power makes few large and many small. */
    private static long[][] shares(int assets) {
        Random random = new Random(SEED);
        long[][] shares = new long[assets][CUSTOMERS + 1];
        for (long[] row : shares) {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                long base = 1L + random.nextInt(SHARE_MAX);
                row[customer] = base * base * base;
                row[CUSTOMERS] += row[customer];
            }
        }
        return shares;
    }

    /** The ID digest; the exchange computes it where it knows its customers, never the portal. */
    private static String id(int customer) throws IOException {
        boolean sample = customer == 0;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(new byte[] {3, 0, 0, 0});
        text.write(prefixed(Long.toString(Long.parseLong(SampleExchange.SAMPLE_UID) + customer)));
        text.write(prefixed(sample ? SampleExchange.SAMPLE_EMAIL : "customer" + customer + "@example.com"));
        text.write(prefixed(sample ? SampleExchange.SAMPLE_PHRASE : ""));
        return Hash32.sha256(text.toByteArray()).toHex();
    }

    private static byte[] prefixed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[2 + bytes.length];
        all[0] = (byte) (bytes.length >> 8);
        all[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, all, 2, bytes.length);
        return all;
    }
}
