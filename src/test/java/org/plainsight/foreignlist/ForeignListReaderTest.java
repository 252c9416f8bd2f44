package org.plainsight.foreignlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.testing.Runs;

class ForeignListReaderTest {

    private static final String HEAD = "coin,snapshot height,balance\nBTC,1,2.5\n\n";
    private static final String DETAIL = "coin,address,snapshot height,balance,message,signature\n";

    private static PublishedList read(String text) {
        return ForeignListReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedForeignListException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void marks_line_ends_quotes_and_trailing_commas_make_no_difference() {
        String unix = HEAD + DETAIL + "BTC,1abc,1,2.5,htx,sig=\nBTC,1def,-,-,htx,\n";
        PublishedList plain = read(unix);
        assertThat(read("\ufeff" + unix)).isEqualTo(plain);
        assertThat(read(unix.replace("\n", "\r\n"))).isEqualTo(plain);
        assertThat(read(unix.replace("1abc", "\"1abc\"").replace(",2.5,htx", ", \"2.5\" ,htx")))
                .isEqualTo(plain);
        assertThat(read(unix.replace("sig=", "sig=,,,"))).isEqualTo(plain);
        assertThat(plain.rows().getLast().isOwnerRow()).isTrue();
        assertThat(plain.totals().getFirst().total().orElseThrow()).isEqualByComparingTo("2.5");
    }

    @Test
    void a_message_keeps_its_commas_lines_and_spaces() {
        assertThat(read(DETAIL + "BTC,1abc,1,\"1,234.5\",\" a,\nb \",sig\n")
                        .rows()
                        .getFirst())
                .satisfies(row -> assertThat(row.message()).isEqualTo(" a,\nb "))
                .satisfies(row -> assertThat(row.balance().orElseThrow()).isEqualByComparingTo("1234.5"));
    }

    @Test
    void figures_come_as_spreadsheets_write_them() {
        String rows = "A,a1,1,.5,m,\nA,a2,1,1.5E+3,m,\nA,a3,1,\u00a07 ,m,\nA,a4,-,\u2014,m,\n";
        assertThat(read(DETAIL + rows).rows().stream()
                        .map(row -> row.balance().map(b -> b.toPlainString()).orElse("none")))
                .containsExactly("0.5", "1500", "7", "none");
    }

    @Test
    void a_file_of_countless_coins_is_refused_at_once() {
        StringBuilder text = new StringBuilder(DETAIL);
        for (int i = 0; i < Runs.count(2_000, 200_000); i++) {
            text.append("C").append(i).append(",a,1,1,m,\n");
        }
        refused(text.toString(), "row 1002", "column coin", "different coins");
    }

    @Test
    void every_error_names_row_and_column() {
        refused("", "no address");
        refused("nonsense\n", "row 1", "heading");
        refused(HEAD, "no address");
        refused(HEAD + DETAIL + "BTC,,1,1,m,s\n", "row 5", "column address");
        refused(HEAD + DETAIL + "BTC,1abc,1,one,m,s\n", "row 5", "column balance", "one");
        refused(HEAD + DETAIL + "BTC,1abc,1,-5,m,s\n", "row 5", "column balance");
        refused(HEAD + DETAIL + "BTC,1abc,1,1e999,m,s\n", "row 5", "column balance");
        refused(HEAD + DETAIL + "BTC,1abc,1,1,m,s,extra\n", "row 5", "column 7");
        refused("coin,snapshot height\nBTC,1\n", "row 1", "column balance");
        refused("coin,address,balance,message\nBTC,1abc,1,m\n", "row 1", "column signature");
        refused("coin,coin,balance\n", "row 1", "column coin", "twice");
        refused(HEAD + DETAIL + "BTC,1abc,1,1,\"m,s\n", "row 5", "quote");
        refused(HEAD + DETAIL + DETAIL, "row 5", "third heading");
        refused(HEAD + DETAIL + "BTC,1abc,1,1,m," + "s".repeat(9_000) + "\n", "8192");
        assertThatThrownBy(() -> ForeignListReader.read(new byte[] {'c', 'o', (byte) 0xff, 10}))
                .isInstanceOf(MalformedForeignListException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> ForeignListReader.read(new byte[ForeignListReader.BYTES_MAX + 1]))
                .isInstanceOf(MalformedForeignListException.class);
    }

    @Test
    void random_damage_is_read_or_refused_and_every_row_is_answered() {
        Random random = new Random(11);
        String good = HEAD + DETAIL + "BTC,143gLvWYUojXaWZRrxquRKpVNTkhmr415B,1,2.5,htx,H5uVlAKs=\n"
                + "ETH,0xe4818f8fde0c977a01da4fa467365b8bf22b071e,1,1,htx,0x00\n"
                + "TRX,TYh6mgoMNZTCsgpYHBz7gttEfrQmDMABub,1,1,htx,-\n";
        String alphabet = "\",\n\r0a-;\u0000\u00e4(";
        for (int i = 0; i < Runs.count(3_000, 300_000); i++) {
            StringBuilder text = new StringBuilder(good);
            for (int n = random.nextInt(6); n >= 0; n--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                text.setCharAt(random.nextInt(text.length()), c);
            }
            if (random.nextInt(4) == 0) {
                text.setLength(random.nextInt(text.length()));
            }
            try {
                CheckedList list = CheckedList.of(read(text.toString()), PublishedListsTest.VERIFIER);
                assertThat(list.rows())
                        .allSatisfy(row -> assertThat(row.outcome()).isNotEqualTo(RowOutcome.SIGNED));
            } catch (MalformedForeignListException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
