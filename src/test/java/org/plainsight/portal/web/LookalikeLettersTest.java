package org.plainsight.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookalikeLettersTest {

    @ParameterizedTest
    @CsvSource({
        "Bіnance, Bіnance⟨mixed letters: Latin and Cyrillic⟩",
        "Kraken Εxchange, Kraken Εxchange⟨mixed letters: Latin and Greek⟩",
        "аррӏе, аррӏе⟨letters are Cyrillic⟩",
        "Ｂinance, Ｂinance⟨letters in disguise: Binance⟩",
        "Bınance, Bınance⟨letters in disguise: Binance⟩",
        "Coinbɑse hot, Coinbɑse⟨letters in disguise: Coinbase⟩ hot",
        "Binanᴄe, Binanᴄe⟨letters in disguise: Binance⟩",
        "Binǀance, Binǀance⟨letters in disguise: Binlance⟩",
        "ɢᴏᴏɢʟᴇ, ɢᴏᴏɢʟᴇ⟨letters in disguise: google⟩",
        "Bitɡet, Bitɡet⟨letters in disguise: Bitget⟩",
        "Crédɩt, Crédɩt⟨letters in disguise: Crédit⟩",
        "ƒtx, ƒtx⟨letters in disguise: ftx⟩",
        "Ｋrɑken, Ｋrɑken⟨letters in disguise: Kraken⟩",
        "Kalıcı cüzdan, Kalıcı⟨letters in disguise: Kalici⟩ cüzdan",
        "𝐎𝐊𝐗 wallet, 𝐎𝐊𝐗⟨letters in disguise: OKX⟩ wallet",
        "Coinbaseօ, Coinbaseօ⟨mixed letters: Latin and Armenian⟩"
    })
    void words_that_can_be_taken_for_others_carry_a_remark(String text, String flagged) {
        assertThat(LookalikeLetters.flagged(text)).isEqualTo(flagged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Example Exchange Ltd",
                "Müller & Söhne, Zürich",
                "Ørsted, Łódź, Đà Nẵng, İstanbul, Gdańsk",
                "Müşteri çıkışı, alışveriş",
                "það er þjóð",
                "Биржа криптовалют",
                "Ανταλλακτήριο",
                "東京取引所のウォレット",
                "거래소 지갑",
                "بورصة",
                "BTC-1 (cold)"
            })
    void words_of_one_language_stay_as_they_are(String text) {
        assertThat(LookalikeLetters.flagged(text)).isEqualTo(text);
    }

    @Test
    void text_without_letters_and_the_empty_text_stay_as_they_are() {
        assertThat(LookalikeLetters.flagged("")).isEmpty();
        assertThat(LookalikeLetters.flagged("… — 12 €")).isEqualTo("… — 12 €");
    }
}
