package org.plainsight.chain.bitcoin.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.scan.ByteCursor;
import org.plainsight.chain.bitcoin.scan.RawBlock;

/**
 * Transactions of one block, without their witnesses, and the partial merkle tree that leads from them to the root. The
 * coinbase is always among them: it shows how deep the tree is, so that no transaction can pass for an inner node nor hide
 * one (CVE-2017-12842).
 */
public final class BlockProof {

    private static final int SMALLEST_TRANSACTION = 60;

    private final String root;
    private final List<ProvenTransaction> transactions;

    private BlockProof(String root, List<ProvenTransaction> transactions) {
        this.root = root;
        this.transactions = List.copyOf(transactions);
    }

    /** The same block and transactions always give the same bytes. Ids that are not in the block are passed over. */
    public static byte[] of(RawBlock block, Collection<String> txids) {
        BitSet wanted = new BitSet();
        wanted.set(0);
        for (int i = 0; i < block.transactionCount(); i++) {
            if (txids.contains(block.txid(i))) {
                wanted.set(i);
            }
        }
        ProofBytes out = new ProofBytes().raw(PartialMerkleTree.of(block.txids(), wanted));
        out.size(wanted.cardinality());
        wanted.stream().forEach(i -> {
            byte[] bytes = block.transaction(i);
            out.size(bytes.length).raw(bytes);
        });
        return out.toBytes();
    }

    /** @throws MalformedBlockException when the transactions are not those that the tree leads to */
    static BlockProof read(byte[] bytes, ByteCursor cursor) {
        PartialMerkleTree.Extracted tree = PartialMerkleTree.read(bytes, cursor);
        int count = cursor.count(SMALLEST_TRANSACTION, "transactions");
        List<ProvenTransaction> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long length = cursor.compactSize();
            int at = cursor.skip(length);
            transactions.add(ProvenTransaction.parse(Arrays.copyOfRange(bytes, at, at + (int) length)));
        }
        List<String> txids = transactions.stream().map(ProvenTransaction::txid).toList();
        if (!txids.equals(tree.txids())) {
            throw new MalformedBlockException("the merkle tree leads from other transactions than those given");
        }
        boolean first = true;
        for (ProvenTransaction transaction : transactions) {
            if (transaction.isCoinbase() != first) {
                throw new MalformedBlockException("the coinbase, and it alone, must come first");
            }
            first = false;
        }
        if (tree.positions().isEmpty() || tree.positions().getFirst() != 0) {
            throw new MalformedBlockException("the coinbase is not the block's first transaction");
        }
        return new BlockProof(tree.root(), transactions);
    }

    /** As headers name it. */
    String root() {
        return root;
    }

    List<ProvenTransaction> transactions() {
        return transactions;
    }
}
