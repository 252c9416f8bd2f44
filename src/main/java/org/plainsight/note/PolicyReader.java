package org.plainsight.note;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a policy file line by line; a name must be defined above its use. */
final class PolicyReader {

    private static final int MAX_BYTES = 65_536;
    private static final int MAX_LINES = 1_000;

    private final List<WitnessPolicy.Log> logs = new ArrayList<>();
    private final List<WitnessPolicy.Witness> witnesses = new ArrayList<>();
    private final List<WitnessPolicy.Group> groups = new ArrayList<>();
    private final Set<String> defined = new HashSet<>();
    private @Nullable String quorum;

    WitnessPolicy read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new MalformedNoteException("a policy is at most " + MAX_BYTES + " bytes long");
        }
        String text = NoteText.utf8(file, "the policy");
        if (text.chars().anyMatch(c -> (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f)) {
            throw new MalformedNoteException("a policy has no control character but tab and newline");
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new MalformedNoteException("each line of a policy ends in a newline; the last one does not");
        }
        String[] lines = text.split("\n", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw new MalformedNoteException("a policy has at most " + MAX_LINES + " lines");
        }
        for (int i = 0; i < lines.length; i++) {
            try {
                take(lines[i]);
            } catch (MalformedNoteException e) {
                throw new MalformedNoteException("line " + (i + 1) + " of the policy: " + e.getMessage(), e);
            }
        }
        if (quorum == null) {
            throw new MalformedNoteException("a policy has one line: quorum <name>, or quorum none");
        }
        return new WitnessPolicy(logs, witnesses, groups, quorum);
    }

    private void take(String line) {
        List<String> words = words(line);
        if (words.isEmpty() || words.getFirst().startsWith("#")) {
            return;
        }
        switch (words.getFirst()) {
            case "log" -> {
                count(words, 2, 3, "log <vkey> [<url>]");
                logs.add(new WitnessPolicy.Log(VerifierKey.parse(words.get(1)), at(words, 2)));
            }
            case "witness" -> {
                count(words, 3, 4, "witness <name> <vkey> [<url>]");
                witnesses.add(
                        new WitnessPolicy.Witness(define(words.get(1)), VerifierKey.parse(words.get(2)), at(words, 3)));
            }
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            default ->
                throw new MalformedNoteException(
                        "a line begins with log, witness, group or quorum, not " + words.getFirst());
        }
    }

    private void group(List<String> words) {
        count(words, 4, MAX_LINES, "group <name> all|any|<k> <name>...");
        List<String> members = words.subList(3, words.size());
        for (String member : members) {
            if (!defined.contains(member)) {
                throw new MalformedNoteException("the member " + member + " is not defined above");
            }
        }
        long needed = switch (words.get(2)) {
            case "any" -> 1;
            case "all" -> members.size();
            default -> NoteText.decimal(words.get(2), "the number needed of a group");
        };
        if (needed < 1 || needed > members.size()) {
            throw new MalformedNoteException("a group of " + members.size() + " cannot need " + needed);
        }
        groups.add(new WitnessPolicy.Group(define(words.get(1)), (int) needed, members));
    }

    private void quorum(List<String> words) {
        count(words, 2, 2, "quorum <name>");
        if (quorum != null) {
            throw new MalformedNoteException("a second quorum");
        }
        quorum = words.get(1);
        if (!quorum.equals(WitnessPolicy.NONE) && !defined.contains(quorum)) {
            throw new MalformedNoteException("the quorum " + quorum + " is not defined above");
        }
    }

    private String define(String name) {
        if (name.equals(WitnessPolicy.NONE) || !defined.add(name)) {
            throw new MalformedNoteException("the name " + name + " is taken");
        }
        return name;
    }

    private static void count(List<String> words, int least, int most, String form) {
        if (words.size() < least || words.size() > most) {
            throw new MalformedNoteException("the line is written: " + form);
        }
    }

    private static Optional<String> at(List<String> words, int index) {
        return words.size() > index ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** Split at ASCII spaces and tabs only. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("[ \t]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
