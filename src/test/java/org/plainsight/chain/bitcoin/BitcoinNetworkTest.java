package org.plainsight.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.core.NetworkParameters;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;

class BitcoinNetworkTest {

    @Test
    void chain_ids_are_the_first_half_of_the_genesis_hash() {
        assertThat(BitcoinNetwork.MAINNET.chainId()).hasToString("bip122:000000000019d6689c085ae165831e93");
        assertThat(BitcoinNetwork.REGTEST.chainId()).hasToString("bip122:0f9188f13cb7b2c71f2a335e3a4fc328");
        assertThat(BitcoinNetwork.TESTNET4.genesis().hash())
                .isEqualTo("00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043");
        for (BitcoinNetwork network : BitcoinNetwork.values()) {
            assertThat(network.genesis().target().isMetBy(network.genesis().hash()))
                    .isTrue();
            assertThat(BitcoinNetwork.named(network.toString())).contains(network);
        }
    }

    @Test
    void magic_and_genesis_are_what_bitcoinj_knows() {
        for (BitcoinNetwork network : List.of(
                BitcoinNetwork.MAINNET, BitcoinNetwork.TESTNET3, BitcoinNetwork.SIGNET, BitcoinNetwork.REGTEST)) {
            NetworkParameters params = NetworkParameters.of(BitcoinAddresses.bitcoinj(network));
            assertThat(params.getGenesisBlock().getHashAsString())
                    .isEqualTo(network.genesis().hash());
            assertThat(Integer.toUnsignedLong(params.getPacketMagic())).isEqualTo(network.magic());
            assertThat(params.getMaxTarget())
                    .isGreaterThanOrEqualTo(network.limit().value());
        }
    }

    @Test
    void bits_and_targets_convert_as_bitcoin_core_converts_them() {
        assertThat(Target.ofBits(0x05009234L).value()).isEqualTo(new BigInteger("92340000", 16));
        assertThat(Target.ofBits(0x1d00ffffL).toBits()).isEqualTo(0x1d00ffffL);
        assertThat(Target.ofBits(0x1d00ffffL).work()).isEqualTo(new BigInteger("100010001", 16));
        assertThatThrownBy(() -> Target.ofBits(0x04923456L)).hasMessageContaining("negative");
        assertThatThrownBy(() -> Target.ofBits(0xff123456L)).isInstanceOf(MalformedBlockException.class);
        assertThatThrownBy(() -> Target.ofBits(0x00000000L)).isInstanceOf(MalformedBlockException.class);
    }

    @Test
    void a_period_retargets_as_mainnet_did_at_block_32256() {
        // the first rise of difficulty: blocks 30240..32255 took 1,021,476 seconds less than two weeks would
        Target before = Target.ofBits(0x1d00ffffL);
        assertThat(before.retargeted(1262152739L - 1261130161L, 1_209_600, before)
                        .toBits())
                .isEqualTo(0x1d00d86aL);
    }

    @Test
    void each_standard_address_has_its_script_and_back() {
        check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac");
        check("3P14159f73E4gFr7JterCCQh9QjiTjiZrG", "a914e9c3dd0c07aac76179ebc76a6c78d4d67c6c160a87");
        check("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "0014751e76e8199196d454941c45d1b3a323f1433bd6");
        check(
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
                "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    }

    @Test
    void an_address_of_another_network_or_with_a_wrong_checksum_has_no_script() {
        assertThat(script("bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080")).isEmpty();
        assertThat(script("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")).isEmpty();
        assertThat(script("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")).isEmpty();
        assertThat(script("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn")).isEmpty();
        assertThat(BitcoinAddresses.scriptHex(AccountId.parse("eip155:1:0x" + "00".repeat(20))))
                .isEmpty();
    }

    @Test
    void regtest_addresses_have_their_scripts() {
        assertThat(BitcoinAddresses.scriptHex(new AccountId(
                        BitcoinNetwork.REGTEST.chainId(), "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080")))
                .contains("0014751e76e8199196d454941c45d1b3a323f1433bd6");
        assertThat(BitcoinAddresses.scriptHex(
                        new AccountId(BitcoinNetwork.REGTEST.chainId(), "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn")))
                .isPresent();
    }

    @Test
    void a_script_without_an_address_form_has_no_account() {
        assertThat(BitcoinAddresses.account(BitcoinNetwork.MAINNET.chainId(), "6a0401020304"))
                .isEmpty();
        assertThat(BitcoinAddresses.account(BitcoinNetwork.MAINNET.chainId(), "4c"))
                .isEmpty();
        assertThat(BitcoinAddresses.account(
                        BitcoinNetwork.MAINNET.chainId(),
                        "21" + "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798" + "ac"))
                .isEmpty();
    }

    private static Optional<String> script(String address) {
        return BitcoinAddresses.scriptHex(new AccountId(BitcoinNetwork.MAINNET.chainId(), address));
    }

    private static void check(String address, String script) {
        assertThat(script(address)).contains(script);
        assertThat(BitcoinAddresses.account(BitcoinNetwork.MAINNET.chainId(), script))
                .map(AccountId::address)
                .contains(address);
    }
}
