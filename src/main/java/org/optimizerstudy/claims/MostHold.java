package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
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
    int count = statements.size();
    List<Measure> measures = statements.stream().map(MostHold::measure).toList();
    long holding = measures.stream().filter(measure -> measure.low() > 0).count();
    long failing = measures.stream().filter(measure -> measure.high() < 0).count();
    Verdict verdict = Verdict.INCONCLUSIVE;
    if (2 * holding > count) {
      verdict = Verdict.REPRODUCED;
    } else if (2 * (count - failing) <= count) {
      verdict = Verdict.NOT_REPRODUCED;
    }
    String reason =
        String.format(
            Locale.ROOT,
            "%d of %d hold, %d are contrary, %d undecided: %s.",
            holding,
            count,
            failing,
            count - holding - failing,
            measures.stream().map(MostHold::describe).collect(Collectors.joining("; ")));
    return new Finding(verdict, reason, measures);
  }

  private static Measure measure(Statement statement) {
    return Measure.of(
        statement.words(), statement.estimator().at(Claims.CONFIDENCE), statement.unit());
  }

  private static String describe(Measure measure) {
    Interval interval = new Interval(measure.value(), measure.low(), measure.high());
    return measure.name() + ": " + Numbers.interval(interval, measure.unit(), Claims.CONFIDENCE);
  }
}
