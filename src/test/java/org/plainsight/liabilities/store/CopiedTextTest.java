package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows as COPY sends them are the CSV of the same rows. */
class CopiedTextTest {

    private static final String LETTERS = "abc019 \\\",;\n\r\t\b\f\u000bN.é→";

    @Test
    void any_rows_in_any_pieces_become_the_csv_of_their_fields() throws IOException {
        Random random = new Random(12);
        for (int round = 0; round < 2_000; round++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            StringBuilder copied = new StringBuilder();
            CsvOutput csv = new CsvOutput(expected);
            for (int row = random.nextInt(8); row > 0; row--) {
                boolean plain = random.nextInt(3) > 0;
                for (int f = 0; f < 6; f++) {
                    String field = field(random, plain);
                    csv.field(field);
                    copied.append(f > 0 ? "," : "").append(escaped(field, random));
                }
                csv.endRow();
                copied.append('\n');
            }
            ByteArrayOutputStream made = new ByteArrayOutputStream();
            CopiedText text = new CopiedText(made);
            byte[] sent = copied.toString().getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < sent.length; ) {
                int piece = random.nextBoolean() ? rowAt(sent, at) : Math.min(sent.length - at, 1 + random.nextInt(90));
                text.write(sent, at, piece);
                at += piece;
            }
            text.flush();
            assertThat(made.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString(StandardCharsets.UTF_8));
        }
    }

    private static String field(Random random, boolean plain) {
        StringBuilder field = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            int letter = random.nextInt(LETTERS.length());
            field.append(plain ? (char) ('a' + letter) : LETTERS.charAt(letter));
        }
        return field.toString();
    }

    /** PostgreSQL, COPY, "Text Format", with a comma as delimiter; an empty field may stand for null too. */
    private static String escaped(String field, Random random) {
        if (field.isEmpty() && random.nextBoolean()) {
            return "\\N";
        }
        return field.replace("\\", "\\\\")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\u000b", "\\v")
                .replace(",", "\\,");
    }

    private static int rowAt(byte[] sent, int at) {
        int end = at;
        while (sent[end] != '\n') {
            end++;
        }
        return end + 1 - at;
    }

    @Test
    void a_row_longer_than_every_buffer_goes_through() throws IOException {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        CopiedText text = new CopiedText(made);
        byte[] row = ("a".repeat(1 << 20) + "\n").getBytes(StandardCharsets.US_ASCII);
        text.write("b\n".getBytes(StandardCharsets.US_ASCII));
        text.write(row);
        text.flush();
        assertThat(made.size()).isEqualTo(row.length + 2);
        assertThat(made.toString(StandardCharsets.US_ASCII)).startsWith("b\naaa");
    }

    @Test
    void a_row_without_its_end_is_no_row() throws IOException {
        CopiedText text = new CopiedText(new ByteArrayOutputStream());
        text.write("a,b".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(text::flush).isInstanceOf(IOException.class).hasMessageContaining("inside a row");
    }
}
