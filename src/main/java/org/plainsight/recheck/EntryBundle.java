package org.plainsight.recheck;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.note.MalformedNoteException;

/** Entries one after the other, each after its length as a big-endian u16: c2sp.org/tlog-tiles. */
final class EntryBundle {

    private EntryBundle() {}

    /** @throws MalformedNoteException unless the bytes are exactly {@code width} entries, each UTF-8 */
    static List<String> read(byte[] bytes, int width) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        List<String> entries = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            entries.add(next(rest));
        }
        if (rest.hasRemaining()) {
            throw new MalformedNoteException("an entry bundle has bytes after its last entry");
        }
        return entries;
    }

    private static String next(ByteBuffer rest) {
        if (rest.remaining() < Short.BYTES) {
            throw new MalformedNoteException("an entry bundle ends too early");
        }
        int length = Short.toUnsignedInt(rest.getShort());
        if (rest.remaining() < length) {
            throw new MalformedNoteException("an entry bundle ends inside an entry");
        }
        ByteBuffer entry = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(entry).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedNoteException("an entry is not UTF-8", e);
        }
    }
}
