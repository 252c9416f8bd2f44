package org.plainsight.foreignlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
    void what_spreadsheets_save_reads_as_the_publishers_own_file_does() {
        String unix = HEAD + DETAIL + "BTC,1abc,1,1234567.5,htx,sig=\nBTC,1def,-,-,htx,\n";
        PublishedList plain = read(unix);
        String semicolons =
                unix.replace(',', ';').replace("1234567.5", "1.234.567,5").replace("2.5", "2,5");
        assertThat(read(semicolons)).isEqualTo(plain);
        assertThat(read(unix.replace(',', '\t'))).isEqualTo(plain);
        assertThat(ForeignListReader.read(("\ufeff" + unix.replace(',', '\t')).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(plain);
        assertThat(ForeignListReader.read(("\ufeff" + unix).getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(plain);
        assertThat(read(unix.replace("1234567.5", "\"1,234,567.5\""))).isEqualTo(plain);
        assertThat(read(unix.replace("\n\n", "\n,,,,,\n \n\t,\n"))
                        .rows()
                        .getFirst()
                        .balance())
                .isEqualTo(plain.rows().getFirst().balance());
        refused(HEAD.replace(',', ';') + DETAIL.replace(',', ';') + "BTC;1abc;1;1,234;m;s\n", "row 5", "1,234");
    }

    @Test
    void columns_are_found_by_name_in_any_order_and_under_other_names() {
        ListedRow plain = read(DETAIL + "BTC,1abc,7,2.5,htx,sig=\n").rows().getFirst();
        for (String other : List.of(
                "address,coin,signature,message,balance,snapshot height\n1abc,BTC,sig=,htx,2.5,7\n",
                "Asset,Wallet Address,Block_Height,Quantity,Msg,Sign\nBTC,1abc,7,2.5,htx,sig=\n",
                """
                No.,COIN,Remark,Address,Snapshot Height,Amount,Message,Signature1,Signature2
                1,BTC,cold,1abc,7,2.5,htx,sig=,N/A
                """)) {
            assertThat(read(other).rows().getFirst())
                    .isEqualTo(new ListedRow(
                            2,
                            plain.label(),
                            plain.network(),
                            plain.address(),
                            plain.height(),
                            plain.balance(),
                            plain.message(),
                            plain.signatures(),
                            plain.script(),
                            plain.owners()));
        }
    }

    @Test
    void a_title_above_and_a_heading_again_on_each_page_change_nothing() {
        String rows = "BTC,1abc,7,2.5,htx,sig=\n";
        assertThat(read("HTX proof of reserves,,,,,\n\n" + DETAIL + rows + DETAIL + rows)
                        .rows())
                .hasSize(2);
    }

    @Test
    void a_list_without_figures_has_no_owner_rows() {
        PublishedList list = read("digitalAsset,network,address,signedMessage,signedMessage2,message,publicKey,owner1,"
                + "owner2\nETH,ETH,0x0cdcdb19a857c2ac24818ca4fdfe38cce071483e,0x07,,I am an OKX address,,,\n");
        assertThat(list.rows()).singleElement().satisfies(row -> {
            assertThat(row.isOwnerRow()).isFalse();
            assertThat(row.balance()).isEmpty();
        });
    }

    @Test
    void addresses_are_compared_in_the_case_their_kind_has() {
        String rows = """
                BTC,BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4,1,1,m,
                ETH,0XABCDEF0000000000000000000000000000000000,1,1,m,
                BTC,1BoatSLRHtKNngkdXEeobR76b53LETtpyT,1,1,m,
                """;
        assertThat(read(DETAIL + rows).rows().stream().map(ListedRow::addressKey))
                .containsExactly(
                        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                        "0xabcdef0000000000000000000000000000000000",
                        "1BoatSLRHtKNngkdXEeobR76b53LETtpyT");
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
        refused(HEAD + DETAIL + "coin,address,balance,message,signature\n", "row 5", "third heading");
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
