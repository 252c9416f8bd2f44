package org.plainsight.liabilities;

import java.util.List;
import java.util.stream.Collectors;

/** A balances file or its control record that is refused whole. Nothing of it was kept. */
public final class MalformedBalancesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** More than this many are not looked for. */
    public static final int MAX_DEFECTS = 20;

    private final transient List<Defect> defects;

    public MalformedBalancesException(List<Defect> defects) {
        super(defects.stream().map(Defect::toString).collect(Collectors.joining("\n")));
        this.defects = List.copyOf(defects);
    }

    /** For a single defect. */
    public MalformedBalancesException(String place, String problem, String remedy) {
        this(List.of(new Defect(place, problem, remedy)));
    }

    public List<Defect> defects() {
        return defects;
    }
}
