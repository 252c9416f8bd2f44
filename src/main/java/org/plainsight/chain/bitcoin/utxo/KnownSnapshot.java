package org.plainsight.chain.bitcoin.utxo;

import java.util.List;
import java.util.Optional;
import org.plainsight.chain.bitcoin.BitcoinNetwork;

/** The hashes of snapshots that Bitcoin Core's source pins ({@code m_assumeutxo_data} in {@code chainparams.cpp}). */
public record KnownSnapshot(BitcoinNetwork network, long height, String baseHash, String hashSerialized) {

    private static final List<KnownSnapshot> ALL = List.of(
            of(
                    BitcoinNetwork.MAINNET,
                    840_000,
                    "0000000000000000000320283a032748cef8227873ff4872689bf23f1cda83a5",
                    "a2a5521b1b5ab65f67818e5e8eccabb7171a517f9e2382208f77687310768f96"),
            of(
                    BitcoinNetwork.MAINNET,
                    880_000,
                    "000000000000000000010b17283c3c400507969a9c2afd1dcf2082ec5cca2880",
                    "dbd190983eaf433ef7c15f78a278ae42c00ef52e0fd2a54953782175fbadcea9"),
            of(
                    BitcoinNetwork.MAINNET,
                    910_000,
                    "0000000000000000000108970acb9522ffd516eae17acddcb1bd16469194a821",
                    "4daf8a17b4902498c5787966a2b51c613acdab5df5db73f196fa59a4da2f1568"),
            of(
                    BitcoinNetwork.MAINNET,
                    935_000,
                    "0000000000000000000147034958af1652b2b91bba607beacc5e72a56f0fb5ee",
                    "e4b90ef9eae834f56c4b64d2d50143cee10ad87994c614d7d04125e2a6025050"),
            of(
                    BitcoinNetwork.TESTNET3,
                    2_500_000,
                    "0000000000000093bcb68c03a9a168ae252572d348a2eaeba2cdf9231d73206f",
                    "f841584909f68e47897952345234e37fcd9128cd818f41ee6c3ca68db8071be7"),
            of(
                    BitcoinNetwork.SIGNET,
                    160_000,
                    "0000003ca3c99aff040f2563c2ad8f8ec88bd0fd6b8f0895cfaf1ef90353a62c",
                    "fe0a44309b74d6b5883d246cb419c6221bcccf0b308c9b59b7d70783dbdf928a"));

    private static KnownSnapshot of(BitcoinNetwork network, long height, String baseHash, String hash) {
        return new KnownSnapshot(network, height, baseHash, hash);
    }

    public static Optional<KnownSnapshot> at(BitcoinNetwork network, String baseHash) {
        return ALL.stream()
                .filter(s -> s.network == network && s.baseHash.equals(baseHash))
                .findFirst();
    }
}
