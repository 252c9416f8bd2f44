package org.plainsight.registry;

/**
 * One thing that is wrong with the declared files.
 *
 * @param place {@code file:line}, or the file alone
 * @param field the member, with dots and indices for nested ones; empty for the whole line
 */
public record Finding(String place, String field, String problem, String remedy) {

    @Override
    public String toString() {
        return place + ": " + (field.isEmpty() ? "" : field + ": ") + problem + "; " + remedy;
    }
}
