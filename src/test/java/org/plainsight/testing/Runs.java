package org.plainsight.testing;

/**
 * How long a repeated test runs: a short version within every test run, a long one in {@code ./plainsight test --nightly}
 * (the system property {@code plainsight.nightly}).
 */
public final class Runs {

    private Runs() {}

    /** Whether the long versions were asked for. */
    public static boolean nightly() {
        return Boolean.getBoolean("plainsight.nightly");
    }

    /** The number of repetitions of this run. */
    public static int count(int ordinary, int nightly) {
        return nightly() ? nightly : ordinary;
    }
}
