package org.optimizerstudy.claims;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The rule for a claim that says several things at once: all of its statements must hold.
 *
 * <p>REPRODUCED if each statement's number is positive with its whole 95 % interval. No correction
 * for their number m is needed: the claim is accepted only if every one is (an intersection-union
 * test, R. L. Berger, Technometrics 24 (1982) 295-300). NOT REPRODUCED if some number is negative
 * with its whole interval at the level 1 - 0.05/m (Bonferroni: the more statements, the likelier
 * one of them fails by chance). INCONCLUSIVE otherwise.
 *
 * @param statements at least one
 */
record AllHold(List<Statement> statements) {

  AllHold {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("statements: must hold at least one, found none");
    }
  }

  Finding finding() {
    double each = Claims.CONFIDENCE;
    double shared = 1 - (1 - each) / statements.size();
    List<Assessed> alone = assess(each);
    List<Measure> measures = alone.stream().map(Assessed::measure).toList();
    List<Assessed> contrary =
        assess(shared).stream().filter(assessed -> assessed.interval().isNegative()).toList();
    if (!contrary.isEmpty()) {
      return new Finding(
          Verdict.NOT_REPRODUCED, reason(contrary, shared, "are contrary"), measures);
    }
    List<Assessed> undecided =
        alone.stream().filter(assessed -> !assessed.interval().isPositive()).toList();
    if (!undecided.isEmpty()) {
      return new Finding(Verdict.INCONCLUSIVE, reason(undecided, each, "are undecided"), measures);
    }
    return new Finding(Verdict.REPRODUCED, reason(alone, each, "hold"), measures);
  }

  private record Assessed(Statement statement, Interval interval) {
    Measure measure() {
      return Measure.of(statement.words(), interval, statement.unit());
    }
  }

  private List<Assessed> assess(double level) {
    return statements.stream().map(s -> new Assessed(s, s.estimator().at(level))).toList();
  }

  /** Names the one that is farthest from holding. */
  private String reason(List<Assessed> deciding, double level, String kind) {
    Assessed farthest =
        deciding.stream()
            .min(Comparator.comparingDouble(assessed -> assessed.interval().value()))
            .orElseThrow();
    String count =
        statements.size() > 1
            ? String.format(
                Locale.ROOT,
                "%d of %d comparisons %s; the farthest from holding: ",
                deciding.size(),
                statements.size(),
                kind)
            : "";
    return String.format(
        Locale.ROOT,
        "%s%s: %s.",
        count,
        farthest.statement().words(),
        Numbers.interval(farthest.interval(), farthest.statement().unit(), level));
  }
}
