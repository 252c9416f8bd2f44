package org.plainsight.bench.liabilities;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.BalancesReader;
import org.plainsight.merkle.Hash32;

/** A balances file: every account has a balance in each asset, one after the other, as a ledger's export has them. */
record SampleBalances(int accounts, int assets) {

    /** @return the control record that agrees */
    byte[] write(Path csv) throws IOException {
        long[] totals = new long[assets];
        byte[] id = Hash32.sha256().toHex().getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv), 1 << 20)) {
            out.write("account,id,entity,asset,kind,amount\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < accounts; i++) {
                for (int k = 0; k < 8; k++) {
                    id[k] = (byte) "0123456789abcdef".charAt((i >>> (4 * k)) & 15);
                }
                String beginning = "customer-" + (10_000_000L + i * 7_919L % accounts) + ","
                        + new String(id, StandardCharsets.US_ASCII) + ",Example Exchange Ltd,eip155:1/slip44:";
                row.setLength(0);
                for (int a = 0; a < assets; a++) {
                    long amount = (i + 1L) * 1_000_003 * (a + 1) % 100_000_000_000L;
                    totals[a] += amount;
                    row.append(beginning)
                            .append(60 + a)
                            .append(",0,")
                            .append(amount)
                            .append('\n');
                }
                out.write(row.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        StringBuilder control = new StringBuilder("{\"cut_off\":\"2026-01-01T00:00:00Z\",\"ledger\":\"bench\",\"rows\":"
                + accounts * assets + ",\"totals\":[");
        for (int a = 0; a < assets; a++) {
            control.append(a > 0 ? "," : "")
                    .append("{\"asset\":\"eip155:1/slip44:" + (60 + a) + "\",\"kind\":0,\"amount\":\"" + totals[a]
                            + "\"}");
        }
        return control.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A file that {@link #write} wrote, read with every check. */
    static Balances read(Path csv, byte[] control) throws IOException {
        return BalancesReader.read(
                csv,
                control,
                asset -> OptionalInt.of(8),
                LiabilitiesPolicy.standard(),
                Optional.empty(),
                Progress.SILENT);
    }
}
