package org.optimizerstudy.claims;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The rule for a claim about optimizers in general: most of its statements must hold, one an
 * optimizer.
 *
 * <p>A statement holds if its number is positive with its whole 95 % interval, and fails if it is
 * negative with it. REPRODUCED if more than half hold; NOT REPRODUCED if so many fail that no more
 * than half can hold; INCONCLUSIVE otherwise.
 *
 * @param statements at least one
 */
record MostHold(List<Statement> statements) {

  MostHold {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("statements: must hold at least one, found none");
    }
  }

  Finding finding() {
    double level = Claims.CONFIDENCE;
    int count = statements.size();
    long holding = statements.stream().filter(s -> s.at(level).isPositive()).count();
    long failing = statements.stream().filter(s -> s.at(level).isNegative()).count();
    Verdict verdict = Verdict.INCONCLUSIVE;
    if (2 * holding > count) {
      verdict = Verdict.REPRODUCED;
    } else if (2 * (count - failing) <= count) {
      verdict = Verdict.NOT_REPRODUCED;
    }
    String reason =
        "%d of %d hold, %d are contrary, %d undecided (%s intervals): %s."
            .formatted(
                holding,
                count,
                failing,
                count - holding - failing,
                Numbers.level(level),
                statements.stream()
                    .map(statement -> statement.describe(level))
                    .collect(Collectors.joining("; ")));
    return new Finding(verdict, reason, statements.stream().map(s -> s.measure(level)).toList());
  }
}
