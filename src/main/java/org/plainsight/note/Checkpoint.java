package org.plainsight.note;

import java.util.List;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.MalformedHashException;

/**
 * The head of a log, c2sp.org/tlog-checkpoint: the text of a signed note.
 *
 * @param origin the name of the log
 * @param size the number of entries, below 2^63
 * @param extensions further lines, opaque and not empty; usually none
 */
public record Checkpoint(String origin, long size, Hash32 root, List<String> extensions) {

    private static final int MAX_LINES = 1_000;

    public Checkpoint {
        checkLine(origin, "the origin");
        if (size < 0) {
            throw new MalformedNoteException("negative tree size " + size);
        }
        extensions = List.copyOf(extensions);
        extensions.forEach(line -> checkLine(line, "an extension line"));
    }

    public Checkpoint(String origin, long size, Hash32 root) {
        this(origin, size, root, List.of());
    }

    /** @throws MalformedNoteException when the text is no checkpoint; the root must have exactly 32 bytes */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new MalformedNoteException("a checkpoint ends in a newline");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", MAX_LINES));
        if (lines.size() < 3 || lines.size() == MAX_LINES) {
            throw new MalformedNoteException("a checkpoint has at least three lines: origin, size, root");
        }
        Hash32 root;
        try {
            root = Hash32.fromBase64(lines.get(2));
        } catch (MalformedHashException e) {
            throw new MalformedNoteException("the root in a checkpoint: " + e.getMessage(), e);
        }
        return new Checkpoint(
                lines.get(0),
                NoteText.decimal(lines.get(1), "the size in a checkpoint"),
                root,
                lines.subList(3, lines.size()));
    }

    /** The text that is signed. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void checkLine(String line, String what) {
        if (line.isEmpty() || line.chars().anyMatch(c -> c < 0x20)) {
            throw new MalformedNoteException(what + " is one line that is not empty");
        }
    }
}
