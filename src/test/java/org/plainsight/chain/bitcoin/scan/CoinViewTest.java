package org.plainsight.chain.bitcoin.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of the scanner against the plain collections of Java. */
class CoinViewTest {

    @Test
    void a_script_table_says_what_a_hash_set_says_for_scripts_of_every_length() {
        Random random = new Random(7);
        ScriptTable table = new ScriptTable();
        Set<String> set = new HashSet<>();
        for (int i = 0; i < 30_000; i++) {
            byte[] script = new byte[random.nextInt(60)];
            random.nextBytes(script);
            if (random.nextBoolean()) {
                table.add(script);
                set.add(HexFormat.of().formatHex(script));
            }
            byte[] padded = new byte[script.length + 10];
            System.arraycopy(script, 0, padded, 5, script.length);
            int found = table.find(padded, 5, script.length);
            assertThat(found >= 0).isEqualTo(set.contains(HexFormat.of().formatHex(script)));
            if (found >= 0) {
                assertThat(table.script(found)).isEqualTo(script);
            }
        }
        assertThat(table.size()).isEqualTo(set.size());
    }

    @Test
    void an_outpoint_table_says_what_a_hash_map_says_while_coins_come_and_go() {
        Random random = new Random(8);
        OutpointTable table = new OutpointTable();
        Map<String, Integer> map = new HashMap<>();
        List<byte[]> known = new ArrayList<>();
        for (int step = 0; step < 60_000; step++) {
            byte[] outpoint = !known.isEmpty() && random.nextBoolean()
                    ? known.get(random.nextInt(known.size()))
                    : fresh(random, known);
            String key = HexFormat.of().formatHex(outpoint);
            assertThat(table.find(outpoint, 0)).isEqualTo(map.getOrDefault(key, -1));
            if (map.containsKey(key)) {
                assertThat(table.remove(outpoint, 0)).isEqualTo(map.remove(key));
            } else {
                int number = table.add(outpoint, 0);
                assertThat(map.values()).doesNotContain(number);
                map.put(key, number);
                assertThat(table.outpoint(number)).isEqualTo(outpoint);
            }
            if (map.size() > 200) {
                String oldest = map.keySet().iterator().next();
                table.remove(HexFormat.of().parseHex(oldest), 0);
                map.remove(oldest);
            }
            assertThat(table.size()).isEqualTo(map.size());
        }
        Set<Integer> listed = new HashSet<>();
        table.forEach(listed::add);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(map.values());
    }

    private static byte[] fresh(Random random, List<byte[]> known) {
        byte[] outpoint = new byte[OutpointTable.LENGTH];
        random.nextBytes(outpoint);
        if (known.size() < 1_000) {
            known.add(outpoint);
        } else {
            known.set(random.nextInt(known.size()), outpoint);
        }
        return outpoint;
    }
}
