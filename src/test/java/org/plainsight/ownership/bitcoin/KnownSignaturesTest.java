package org.plainsight.ownership.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.asset.AccountId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.OwnershipProof;

/** Signed messages that Bitcoin Core, Electrum and others made, as their projects and forums published them. */
class KnownSignaturesTest {

    private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93:";

    record Case(String address, String message, String signature) {}

    static Stream<Case> valid() {
        return Stream.of(
                new Case(
                        "1HUBHMij46Hae75JPdWjeZ5Q7KaL7EFRSD",
                        "test message",
                        "G/iew/NhHV9V9MdUEn/LFOftaTy1ivGPKPKyMlr8OSokNC755fAxpSThNRivwTNsyY9vPUDTRYBPc2cmGd5d4y4="),
                new Case(
                        "14dD6ygPi5WXdwwBTt1FBZK3aD8uDem1FY",
                        "test message",
                        "H/iew/NhHV9V9MdUEn/LFOftaTy1ivGPKPKyMlr8OSokNC755fAxpSThNRivwTNsyY9vPUDTRYBPc2cmGd5d4y4="),
                new Case(
                        "1DAag8qiPLHh6hMFVu9qJQm9ro1HtwuyK5",
                        "test message",
                        "IFqUo4/sxBEFkfK8mZeeN56V13BqOc0D90oPBChF3gTqMXtNSCTN79UxC33kZ8Mi0cHy4zYCnQfCxTyLpMVXKeA="),
                new Case(
                        "19f7adDYqhHSJm2v7igFWZAqxXHj1vUa3T",
                        "test message",
                        "HFqUo4/sxBEFkfK8mZeeN56V13BqOc0D90oPBChF3gTqMXtNSCTN79UxC33kZ8Mi0cHy4zYCnQfCxTyLpMVXKeA="),
                new Case(
                        "1FEz167JCVgBvhJBahpzmrsTNewhiwgWVG",
                        "Hello, world!",
                        "G+WptuOvPCSswt/Ncm1upO4lPSCWbS2cpKariPmHvxX5eOJwgqmdEExMTKvaR0S3f1TXwggLn/m4CbI2jv0SCuM="),
                new Case(
                        "1F26pNMrywyZJdr22jErtKcjF8R3Ttt55G",
                        "1F26pNMrywyZJdr22jErtKcjF8R3Ttt55G",
                        "H85WKpqtNZDrajOnYDgUY+abh0KCAcOsAIOQwx2PftAbLEPRA7mzXA/CjXRxzz0MC225pR/hx02Vf2Ag2x33kU4="),
                new Case(
                        "1GdKjTSg2eMyeVvPV5Nivo6kR8yP2GT7wF",
                        "freenode:#bitcoin-otc:b42f7e7ea336db4109df6badc05c6b3ea8bfaa13575b51631c5178a7",
                        "GyMn9AdYeZIPWLVCiAblOOG18Qqy4fFaqjg5rjH6QT5tNiUXLS6T2o7iuWkV1gc4DbEWvyi8yJ8FvSkmEs3voWE="),
                new Case(
                        "1LsPb3D1o1Z7CzEt1kv5QVxErfqzXxaZXv",
                        "testtest",
                        "H3I37ur48/fn52ZvWQT+Mj2wXL36gyjfaN5qcgfiVRTJb1eP1li/IacCQspYnUntiRv8r6GDfJYsdiQ5VzlG3As="),
                // Core signs the empty text and keeps spaces at both ends
                new Case(
                        "1DAag8qiPLHh6hMFVu9qJQm9ro1HtwuyK5",
                        "",
                        "IFh0InGTy8lLCs03yoUIpJU6MUbi0La/4abhVxyKcCsoUiF3RM7lg51rCqyoOZ8Yt43h8LZrmj7nwwO3HIfesiw="),
                new Case(
                        "1DAag8qiPLHh6hMFVu9qJQm9ro1HtwuyK5",
                        " test ",
                        "IA59z13/HBhvMMJtNwT6K7vJByE40lQUdqEMYhX2tnZSD+IGQIoBGE+1IYGCHCyqHvTvyGeqJTUx5ywb4StuX0s="));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void what_wallets_signed_is_valid_and_nothing_else_of_it(Case known) {
        assertThat(verify(known.address(), known.message(), known.signature())).isInstanceOf(Verdict.Valid.class);
        assertThat(verify(known.address(), known.message() + "x", known.signature()))
                .isInstanceOf(Verdict.Invalid.class);
        char letter = known.signature().charAt(40) == 'A' ? 'B' : 'A';
        String damaged =
                known.signature().substring(0, 40) + letter + known.signature().substring(41);
        assertThat(verify(known.address(), known.message(), damaged)).isInstanceOf(Verdict.Invalid.class);
        for (Case other : valid().toList()) {
            if (!other.address().equals(known.address())) {
                assertThat(verify(other.address(), known.message(), known.signature()))
                        .as(other.address())
                        .isInstanceOf(Verdict.Invalid.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void what_is_no_signature_is_invalid(String signature) {
        assertThat(verify("1DAag8qiPLHh6hMFVu9qJQm9ro1HtwuyK5", "test", signature))
                .isInstanceOf(Verdict.Invalid.class);
    }

    /** Too short; headers 26 and 66; not base64. */
    static List<String> malformed() {
        return List.of(
                "IHdKsFF1bUrapA8GMoQUbgI+Ad0ZXyX1c/yAZHmJn5hNBi7J+TrI1615FG3g9JEOPGVvcfDWIFWrg2exLoVc=",
                "GpNLHqEKSzwXV+KwwBfQthQ848mn5qSkmGDXpqshDuPYJELOnSuRYGQQgBR4PpI+w2tJdD4v+hxElvAaUSqv2eU=",
                "QpNLHqEKSzwXV+KwwBfQthQ848mn5qSkmGDXpqshDuPYJELOnSuRYGQQgBR4PpI+w2tJdD4v+hxElvAaUSqv2eU=",
                "not base64");
    }

    private static Verdict verify(String address, String message, String signature) {
        return new BitcoinSignatures()
                .verify(AccountId.parse(BITCOIN + address), new OwnershipProof.Bip137(message, signature));
    }
}
