package org.plainsight.ownership.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finalised PSBT (BIP-174, version 0), which BIP-322 takes for proofs of funds.
 *
 * @param spent the outputs its inputs spend, as the PSBT itself tells them
 */
public record ProofOfFunds(SpendingTransaction transaction, List<SpendingTransaction.Output> spent) {

    private static final String MAGIC = "70736274ff";
    private static final String UNSIGNED_TRANSACTION = "00";
    private static final String NON_WITNESS_UTXO = "00";
    private static final String WITNESS_UTXO = "01";
    private static final String FINAL_SCRIPT_SIG = "07";
    private static final String FINAL_WITNESS = "08";
    private static final int MEMBERS_MAX = 1_000;

    public ProofOfFunds {
        spent = List.copyOf(spent);
    }

    /** Empty when the bytes are no finalised PSBT that names every output it spends. */
    public static Optional<ProofOfFunds> parse(byte[] bytes) {
        WireReader reader = new WireReader(bytes);
        if (!reader.hex(5).equals(MAGIC)) {
            return Optional.empty();
        }
        Optional<SpendingTransaction> unsigned =
                Optional.ofNullable(members(reader).get(UNSIGNED_TRANSACTION)).flatMap(ProofOfFunds::transaction);
        if (unsigned.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, String>> members = new ArrayList<>();
        Map<String, SpendingTransaction> previous = new HashMap<>();
        for (SpendingTransaction.Input input : unsigned.get().inputs()) {
            members.add(members(reader));
            Optional.ofNullable(members.getLast().get(NON_WITNESS_UTXO))
                    .flatMap(ProofOfFunds::transaction)
                    .ifPresent(whole -> previous.put(whole.id(), whole));
            if (!input.scriptSig().isEmpty()) {
                return Optional.empty();
            }
        }
        for (int i = 0; i < unsigned.get().outputs().size(); i++) {
            members(reader);
        }
        return reader.isAtEnd() ? signed(unsigned.get(), members, previous) : Optional.empty();
    }

    /** @param previous the whole transactions that the inputs show, by id: one may stand for several inputs */
    private static Optional<ProofOfFunds> signed(
            SpendingTransaction unsigned,
            List<Map<String, String>> members,
            Map<String, SpendingTransaction> previous) {
        List<SpendingTransaction.Input> inputs = new ArrayList<>();
        List<WitnessStack> witnesses = new ArrayList<>();
        List<SpendingTransaction.Output> spent = new ArrayList<>();
        for (int i = 0; i < unsigned.inputs().size(); i++) {
            SpendingTransaction.Input input = unsigned.inputs().get(i);
            Map<String, String> shown = members.get(i);
            Optional<SpendingTransaction.Output> output = spent(input, shown, previous);
            Optional<WitnessStack> witness =
                    WitnessStack.parse(HexFormat.of().parseHex(shown.getOrDefault(FINAL_WITNESS, "00")));
            if (output.isEmpty() || witness.isEmpty()) {
                return Optional.empty();
            }
            String scriptSig = shown.getOrDefault(FINAL_SCRIPT_SIG, "");
            inputs.add(new SpendingTransaction.Input(
                    input.previousId(), input.previousIndex(), scriptSig, input.sequence()));
            witnesses.add(witness.get());
            spent.add(output.get());
        }
        SpendingTransaction signed =
                new SpendingTransaction(unsigned.version(), inputs, unsigned.outputs(), witnesses, unsigned.lockTime());
        return Optional.of(new ProofOfFunds(signed, spent));
    }

    /** Both forms must agree where both are given; a transaction shown for the input must be the one it spends. */
    private static Optional<SpendingTransaction.Output> spent(
            SpendingTransaction.Input input, Map<String, String> shown, Map<String, SpendingTransaction> previous) {
        Optional<SpendingTransaction.Output> whole = Optional.ofNullable(previous.get(input.previousId()))
                .filter(p -> input.previousIndex() >= 0
                        && input.previousIndex() < p.outputs().size())
                .map(p -> p.outputs().get(input.previousIndex()));
        Optional<SpendingTransaction.Output> alone =
                Optional.ofNullable(shown.get(WITNESS_UTXO)).flatMap(ProofOfFunds::output);
        boolean wrong = (shown.containsKey(NON_WITNESS_UTXO) && whole.isEmpty())
                || (whole.isPresent() && alone.isPresent() && !whole.equals(alone));
        return wrong ? Optional.empty() : whole.or(() -> alone);
    }

    private static Optional<SpendingTransaction> transaction(String hex) {
        return SpendingTransaction.parse(HexFormat.of().parseHex(hex));
    }

    private static Optional<SpendingTransaction.Output> output(String hex) {
        WireReader reader = new WireReader(HexFormat.of().parseHex(hex));
        SpendingTransaction.Output output = new SpendingTransaction.Output(reader.int64(), reader.sizedHex());
        return reader.isAtEnd() ? Optional.of(output) : Optional.empty();
    }

    /** Up to the empty key that ends a map. A key twice makes the reading end early, and so the PSBT unsound. */
    private static Map<String, String> members(WireReader reader) {
        Map<String, String> members = new HashMap<>();
        for (int i = 0; i < MEMBERS_MAX && reader.isSound(); i++) {
            String key = reader.sizedHex();
            if (key.isEmpty() || members.putIfAbsent(key, reader.sizedHex()) != null) {
                return members;
            }
        }
        return members;
    }
}
