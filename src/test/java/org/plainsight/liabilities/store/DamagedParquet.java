package org.plainsight.liabilities.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.logging.LogManager;
import org.plainsight.liabilities.MalformedBalancesException;

/**
 * Damages a Parquet file in ways numbered from FIRST to END − 1 and says of each whether it was read or refused; ends after
 * one over which reading stalled. Usage: FILE FIRST END.
 */
final class DamagedParquet {

    private DamagedParquet() {}

    public static void main(String[] words) throws IOException {
        LogManager.getLogManager().reset(); // only verdicts are said
        byte[] sound = Files.readAllBytes(Path.of(words[0]));
        Path file = Path.of(words[0]).resolveSibling("damaged.parquet");
        for (int number = Integer.parseInt(words[1]); number < Integer.parseInt(words[2]); number++) {
            Files.write(file, damaged(sound, new Random(number)));
            String verdict = verdict(file);
            System.out.println("file " + number + " " + verdict);
            if (verdict.equals("stalled")) {
                Runtime.getRuntime().halt(0);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static byte[] damaged(byte[] sound, Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(4, sound.length)) : sound.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            bytes[random.nextInt(4, bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static String verdict(Path file) throws IOException {
        try {
            ParquetBalances.copy(file, new ByteArrayOutputStream(), Duration.ofMillis(700));
            return "read";
        } catch (MalformedBalancesException e) {
            return e.getMessage().contains("no row came") ? "stalled" : "refused";
        }
    }
}
