package org.plainsight.app;

import jakarta.inject.Singleton;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.evm.ContractSignature;
import org.plainsight.chain.evm.EvmNodes;
import org.plainsight.chain.evm.MultisigOwners;
import org.plainsight.ownership.ContractOwners;

/** Lets the ownership verifier ask the followed EVM chains who owns a contract. */
@Singleton
class ChainContractOwners implements ContractOwners {

    private final EvmNodes nodes;

    ChainContractOwners(EvmNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public Reading at(AccountId contract, long height, String blockHash) {
        return nodes.find(contract.chain())
                .map(node -> new MultisigOwners(node).at(contract.address(), height, blockHash))
                .<Reading>map(answer -> switch (answer) {
                    case MultisigOwners.Answer.Named(var owners, int threshold) -> new Named(owners, threshold);
                    case MultisigOwners.Answer.Unread(String reason) -> new Unread(reason);
                })
                .orElseGet(() -> new Unread("no node of " + contract.chain() + " is configured"));
    }

    @Override
    public Acceptance accepts(AccountId contract, String hash, String signature, long height, String blockHash) {
        return nodes.find(contract.chain())
                .map(node -> new ContractSignature(node).at(contract.address(), hash, signature, height, blockHash))
                .<Acceptance>map(answer -> switch (answer) {
                    case ContractSignature.Answer.Accepted accepted -> new Accepted();
                    case ContractSignature.Answer.Refused refused -> new Refused();
                    case ContractSignature.Answer.Unread(String reason) -> new Unread(reason);
                })
                .orElseGet(() -> new Unread("no node of " + contract.chain() + " is configured"));
    }
}
