package org.plainsight.chain.evm.quorum;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;

/** Puts one question to several providers at once and counts their answers. */
final class Votes {

    /** How long the others are waited for when enough have answered. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final List<Provider> providers;
    private final int needed;
    private final Clock clock;

    Votes(List<Provider> providers, int needed, Clock clock) {
        this.providers = List.copyOf(providers);
        this.needed = needed;
        this.clock = clock;
    }

    record Vote<T>(Provider provider, Optional<T> answer, Optional<NodeException> failure) {}

    List<Provider> available() {
        return providers.stream()
                .filter(provider -> provider.isAvailable(clock.instant()))
                .toList();
    }

    /** The answer that enough of them give alike. @throws NodeException when there is none */
    <T> T agreed(String what, Function<Provider, T> question) {
        Map<T, Integer> counts = new HashMap<>();
        List<Vote<T>> votes = new ArrayList<>();
        ask(available(), question, vote -> {
            votes.add(vote);
            vote.answer().ifPresent(answer -> counts.merge(answer, 1, Integer::sum));
            return counts.values().stream().anyMatch(count -> count >= needed) ? Duration.ZERO : null;
        });
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= needed)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> noAgreement(what, votes));
    }

    /** As many answers as there are within a short time after enough have come. */
    <T> List<Vote<T>> collected(List<Provider> asked, Function<Provider, T> question) {
        List<Vote<T>> votes = new ArrayList<>();
        ask(asked, question, vote -> {
            votes.add(vote);
            return votes.stream().filter(v -> v.answer().isPresent()).count() >= needed ? GRACE : null;
        });
        return votes;
    }

    <T> NodeException noAgreement(String what, List<Vote<T>> votes) {
        long answers = votes.stream().filter(vote -> vote.answer().isPresent()).count();
        if (answers >= needed) {
            return new NodeException(Kind.DISAGREEMENT, "the providers disagree about " + what);
        }
        Optional<NodeException> failure =
                votes.stream().flatMap(vote -> vote.failure().stream()).findFirst();
        if (needed == 1 && failure.isPresent()) {
            return failure.get();
        }
        String reason = failure.map(f -> ": " + f.getMessage()).orElse("");
        return new NodeException(
                failure.map(NodeException::kind).orElse(Kind.UNREACHABLE),
                answers + " of " + providers.size() + " providers answer about " + what + ", " + needed + " are needed"
                        + reason,
                failure.flatMap(NodeException::retryAfter).orElse(null),
                failure.orElse(null));
    }

    private interface Counting<T> {
        /** How much longer to wait; null for as long as it takes. */
        @Nullable
        Duration count(Vote<T> vote);
    }

    private <T> void ask(List<Provider> asked, Function<Provider, T> question, Counting<T> counting) {
        if (asked.size() == 1) {
            counting.count(vote(asked.getFirst(), question)); // no thread for the common case of one
            return;
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            CompletionService<Vote<T>> running = new ExecutorCompletionService<>(threads);
            asked.forEach(provider -> running.submit(() -> vote(provider, question)));
            long deadline = Long.MAX_VALUE;
            for (int i = 0; i < asked.size(); i++) {
                Future<Vote<T>> next = deadline == Long.MAX_VALUE
                        ? running.take()
                        : running.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return;
                }
                Duration longer = counting.count(next.get());
                if (longer != null && longer.isZero()) {
                    return;
                }
                if (longer != null && deadline == Long.MAX_VALUE) {
                    deadline = System.nanoTime() + longer.toNanos();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException(Kind.UNREACHABLE, "interrupted", null, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("questions throw no checked exceptions", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> Vote<T> vote(Provider provider, Function<Provider, T> question) {
        try {
            T answer = question.apply(provider);
            provider.answered();
            return new Vote<>(provider, Optional.of(answer), Optional.empty());
        } catch (NodeException e) {
            // one that was not waited for has done no wrong
            if (!Thread.currentThread().isInterrupted()) {
                provider.failed(e, clock.instant());
            }
            return new Vote<>(provider, Optional.empty(), Optional.of(e));
        }
    }
}
