package org.plainsight.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae",
                "https://example.org/check#00112233445566778899aabbccddeeff.0123456789abcdef0123456789abcdef",
                "Grüße"
            })
    void another_reader_reads_the_text_back(String text) throws ReaderException {
        assertThat(ReadQr.text(QrPicture.of(text).svg())).isEqualTo(text);
    }
}
