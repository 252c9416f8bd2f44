package org.plainsight.liabilities.tree;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.AmountScale;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;

/**
 * The independent second path: from the balances file to leaves, sums and roots by other code than the builder's, and
 * compared with everything that lies in the staged files. It shares no loop, no parser and no arithmetic with the first;
 * it is meant to be read.
 */
public final class SecondPath {

    private static final Comparator<String> BY_UTF8 =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /** The staged files are not what the input gives; nothing may be signed over them. */
    public static final class DisagreementException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DisagreementException(String message) {
            super(message + "; discard this snapshot and stage the balances file again");
        }
    }

    /** What is checked: a staged snapshot's parameters and files. */
    public record Staged(
            SnapshotId id,
            SnapshotKey key,
            ChunkPolicy chunks,
            AmountScale scale,
            List<AssetRecord> records,
            SnapshotDirectory directory) {}

    private final Staged staged;
    private final Map<String, String> idOf = new HashMap<>();
    private final Map<String, Map<String, BigInteger>> amountsOf = new HashMap<>();
    private List<String> references = List.of();

    private SecondPath(Staged staged) {
        this.staged = staged;
    }

    /** @throws DisagreementException naming the first thing that differs */
    public static void check(Staged staged) throws IOException {
        SecondPath path = new SecondPath(staged);
        path.readInput();
        List<Hash32> secrets = path.checkSecrets();
        if (path.amountsOf.size() != staged.records().size()) {
            throw new DisagreementException("the input has " + path.amountsOf.size() + " trees, "
                    + staged.records().size() + " are staged");
        }
        path.checkNames();
        for (AssetRecord record : staged.records()) {
            path.checkTree(record, secrets);
        }
    }

    private void readInput() throws IOException {
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().ofCsvRecord(staged.directory().balances())) {
            csv.stream().skip(1).forEach(row -> {
                String id = row.getField(1);
                String known = idOf.putIfAbsent(row.getField(0), id);
                if ((known != null && !known.equals(id))
                        || !Hash32.fromHex(id).toHex().equals(id)) {
                    throw new DisagreementException(
                            "row " + row.getStartingLineNumber() + " names another identity for its account");
                }
                BigInteger before = amountsOf
                        .computeIfAbsent(row.getField(3) + " " + row.getField(4), k -> new HashMap<>())
                        .put(row.getField(0), new BigInteger(row.getField(5)));
                if (before != null) {
                    throw new DisagreementException("row " + row.getStartingLineNumber() + " repeats a balance");
                }
            });
        }
        references = idOf.keySet().stream().sorted(BY_UTF8).toList();
    }

    private List<Hash32> checkSecrets() throws IOException {
        Prf salts = staged.key().prf();
        ByteBuffer stored =
                ByteBuffer.wrap(Files.readAllBytes(staged.directory().secrets()));
        List<Hash32> secrets = new ArrayList<>(idOf.size());
        long account = 0;
        for (String reference : references) {
            String id = Objects.requireNonNull(idOf.get(reference));
            Hash32 salt = salts.hash(ByteBuffer.allocate(8).putLong(account).array());
            secrets.add(staged.id().accountSecret(salt, Hash32.fromHex(id)));
            account++;
        }
        if (stored.remaining() != secrets.size() * Hash32.LENGTH) {
            throw new DisagreementException("the input has " + secrets.size() + " accounts, the staged files have not");
        }
        for (int i = 0; i < secrets.size(); i++) {
            byte[] secret = new byte[Hash32.LENGTH];
            stored.get(secret);
            if (!Arrays.equals(secret, secrets.get(i).toBytes())) {
                throw new DisagreementException("the secret of account " + i + " differs");
            }
        }
        return secrets;
    }

    private void checkNames() {
        if (!references.equals(ProofMaker.references(staged.directory()))) {
            throw new DisagreementException("the account references differ");
        }
        CapabilityIndex index = CapabilityIndex.open(staged.directory().capabilities());
        for (int account = 0; account < references.size(); account++) {
            OptionalInt place = index.find(staged.key().capability(references.get(account)));
            if (index.size() != references.size() || place.isEmpty() || index.account(place.getAsInt()) != account) {
                throw new DisagreementException("the capability of account " + account + " differs");
            }
        }
    }

    private void checkTree(AssetRecord record, List<Hash32> secrets) {
        String name = "tree " + record.index();
        Map<String, BigInteger> amounts = amountsOf.get(record.asset() + " " + record.kind());
        if (amounts == null) {
            throw new DisagreementException(name + " has no balances in the input");
        }
        List<TreeFile.Item> items = items(record, amounts);
        TreeFile file =
                TreeFile.open(staged.directory().trees(staged.records().size()).get(record.index()));
        if (file.tree() != record.index() || file.items() != items.size() || file.depth() != record.depth()) {
            throw new DisagreementException(name + " has other leaves or another depth than the input gives");
        }
        for (int i = 0; i < items.size(); i++) {
            if (!file.item(i).equals(items.get(i))) {
                throw new DisagreementException(name + ": leaf " + i + " differs");
            }
        }
        SumNode root = new SecondTree(record.index(), record.depth(), staged.key(), items, secrets).compareWith(file);
        BigInteger total = items.stream().map(TreeFile.Item::amount).reduce(BigInteger.ZERO, BigInteger::add);
        if (!root.equals(record.root()) || !total.equals(record.root().sum())) {
            throw new DisagreementException(name + ": root or total differs");
        }
    }

    private List<TreeFile.Item> items(AssetRecord record, Map<String, BigInteger> ledgerAmounts) {
        Map<Integer, BigInteger> amounts = new TreeMap<>();
        int account = 0;
        for (String reference : references) {
            BigInteger ledgerAmount = ledgerAmounts.get(reference);
            if (ledgerAmount != null) {
                amounts.put(
                        account,
                        staged.scale()
                                .toBaseUnits(ledgerAmount, record.decimals())
                                .orElseThrow());
            }
            account++;
        }
        Set<Integer> split = amounts.entrySet().stream()
                .filter(e -> e.getValue()
                                .compareTo(BigInteger.valueOf(staged.chunks().pieces()))
                        >= 0)
                .sorted(Map.Entry.<Integer, BigInteger>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(staged.chunks().largest())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<TreeFile.Item> items = new ArrayList<>();
        amounts.forEach((a, amount) -> {
            if (split.contains(a)) {
                addPieces(record.index(), a, amount, items);
            } else {
                items.add(new TreeFile.Item(a, 0, amount, 0));
            }
        });
        return place(record.index(), record.depth(), items);
    }

    private void addPieces(int tree, int account, BigInteger amount, List<TreeFile.Item> items) {
        List<BigInteger> cuts = new ArrayList<>(List.of(amount));
        for (int j = 1; j < staged.chunks().pieces(); j++) {
            cuts.add(staged.key().cut(tree, account, j, amount));
        }
        cuts.sort(Comparator.naturalOrder());
        BigInteger from = BigInteger.ZERO;
        for (int c = 0; c < cuts.size(); c++) {
            items.add(new TreeFile.Item(account, c, cuts.get(c).subtract(from), 0));
            from = cuts.get(c);
        }
    }

    /** Puts every item where the permutation says, computed by the formula without tables. */
    private List<TreeFile.Item> place(int tree, int depth, List<TreeFile.Item> items) {
        long unit = 1L << (depth - 3);
        long slots = (items.size() + unit - 1) / unit * unit;
        Prf prf = staged.key().permutation(tree);
        BigInteger root = BigInteger.valueOf(slots - 1).sqrt();
        long a = slots == 1 ? 1 : root.longValue() + 1;
        long b = (slots + a - 1) / a;
        List<TreeFile.Item> placed = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            long x = i;
            do {
                long left = x / b;
                long right = x % b;
                for (int r = 0; r < 10; r++) {
                    long v = r % 2 == 0 ? right : left;
                    byte[] message =
                            ByteBuffer.allocate(5).put((byte) r).putInt((int) v).array();
                    BigInteger f = prf.number(message, 8);
                    if (r % 2 == 0) {
                        left = f.add(BigInteger.valueOf(left))
                                .mod(BigInteger.valueOf(a))
                                .longValue();
                    } else {
                        right = f.add(BigInteger.valueOf(right))
                                .mod(BigInteger.valueOf(b))
                                .longValue();
                    }
                }
                x = left * b + right;
            } while (x >= slots);
            TreeFile.Item item = items.get(i);
            placed.add(new TreeFile.Item(item.account(), item.chunk(), item.amount(), (int) x));
        }
        return placed;
    }
}
