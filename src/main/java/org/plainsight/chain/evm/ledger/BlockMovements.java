package org.plainsight.chain.evm.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Movement.Direction;
import org.plainsight.chain.Movement.Kind;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Erc20Transfer;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmTransaction;
import org.plainsight.chain.evm.InternalTransfer;
import org.plainsight.evidence.BlockRef;

/**
 * The movements of watched addresses that a block records: value and fees of its transactions, ERC-20 transfers of its
 * logs. A transfer between two watched addresses, or from one to itself, is two movements. Nothing of zero amount.
 */
public final class BlockMovements {

    private final BlockRef block;
    private final Watched watched;
    private final List<OrderedMovement> found = new ArrayList<>();

    private BlockMovements(BlockRef block, Watched watched) {
        this.block = block;
        this.watched = watched;
    }

    public static List<OrderedMovement> of(BlockRef ref, EvmBlock block, Watched watched) {
        BlockMovements movements = new BlockMovements(ref, watched);
        block.transactions().forEach(movements::addTransaction);
        block.logs().forEach(movements::addLog);
        return List.copyOf(movements.found);
    }

    /** Of logs alone, all of the same block. */
    public static List<OrderedMovement> ofLogs(BlockRef ref, Collection<EvmLog> logs, Watched watched) {
        BlockMovements movements = new BlockMovements(ref, watched);
        logs.forEach(movements::addLog);
        return List.copyOf(movements.found);
    }

    /** What contracts moved of the coin, as a trace tells it. */
    public static List<OrderedMovement> ofTraces(
            BlockRef ref, Collection<InternalTransfer> transfers, Watched watched) {
        BlockMovements movements = new BlockMovements(ref, watched);
        transfers.forEach(movements::addTrace);
        return List.copyOf(movements.found);
    }

    private void addTrace(InternalTransfer transfer) {
        long ordinal = OrderedMovement.traceOrdinal(transfer);
        watched.coinOf(transfer.from())
                .ifPresent(payer -> add(
                        payer,
                        transfer.transaction(),
                        ordinal,
                        Direction.OUT,
                        transfer.valueWei(),
                        Optional.of(transfer.to()),
                        Kind.TRANSFER));
        watched.coinOf(transfer.to())
                .ifPresent(payee -> add(
                        payee,
                        transfer.transaction(),
                        ordinal,
                        Direction.IN,
                        transfer.valueWei(),
                        Optional.of(transfer.from()),
                        Kind.TRANSFER));
    }

    private void addTransaction(EvmTransaction transaction) {
        Optional<AccountAsset> from = watched.coinOf(transaction.from());
        from.ifPresent(payer -> add(
                payer,
                transaction.hash(),
                OrderedMovement.feeOrdinal(transaction.index()),
                Direction.OUT,
                transaction.feeWei(),
                Optional.empty(),
                Kind.FEE));
        if (!transaction.succeeded()) {
            return;
        }
        long ordinal = OrderedMovement.valueOrdinal(transaction.index());
        from.ifPresent(payer -> add(
                payer,
                transaction.hash(),
                ordinal,
                Direction.OUT,
                transaction.valueWei(),
                transaction.recipient(),
                Kind.TRANSFER));
        transaction
                .recipient()
                .flatMap(watched::coinOf)
                .ifPresent(payee -> add(
                        payee,
                        transaction.hash(),
                        ordinal,
                        Direction.IN,
                        transaction.valueWei(),
                        Optional.of(transaction.from()),
                        Kind.TRANSFER));
    }

    private void addLog(EvmLog log) {
        Erc20Transfer.decode(log).ifPresent(transfer -> {
            long ordinal = OrderedMovement.logOrdinal(log);
            watched.tokenOf(log.contract(), transfer.from())
                    .ifPresent(payer -> add(
                            payer,
                            log.transactionHash(),
                            ordinal,
                            Direction.OUT,
                            transfer.units(),
                            Optional.of(transfer.to()),
                            Kind.TRANSFER));
            watched.tokenOf(log.contract(), transfer.to())
                    .ifPresent(payee -> add(
                            payee,
                            log.transactionHash(),
                            ordinal,
                            Direction.IN,
                            transfer.units(),
                            Optional.of(transfer.from()),
                            Kind.TRANSFER));
        });
    }

    private void add(
            AccountAsset pair,
            String transaction,
            long ordinal,
            Direction direction,
            BigInteger units,
            Optional<String> counterparty,
            Kind kind) {
        if (units.signum() == 0) {
            return;
        }
        Movement movement = new Movement(
                pair.account(),
                pair.asset(),
                block,
                Optional.of(transaction),
                direction,
                new Amount(units),
                counterparty.map(address -> new AccountId(block.chain(), address)),
                kind);
        found.add(new OrderedMovement(movement, ordinal));
    }
}
