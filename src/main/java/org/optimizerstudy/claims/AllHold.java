package org.optimizerstudy.claims;

import java.util.Comparator;
import java.util.List;

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
    List<Measure> measures = statements.stream().map(s -> s.measure(each)).toList();
    Comparator<Statement> byValue = Comparator.comparingDouble(s -> s.at(each).value());
    List<Statement> contrary = statements.stream().filter(s -> s.at(shared).isNegative()).toList();
    if (!contrary.isEmpty()) {
      return new Finding(
          Verdict.NOT_REPRODUCED,
          "%s (%s interval%s)."
              .formatted(
                  contrary.stream().min(byValue).orElseThrow().describe(shared),
                  Numbers.level(shared),
                  ofMany("contrary", contrary.size())),
          measures);
    }
    List<Statement> undecided = statements.stream().filter(s -> !s.at(each).isPositive()).toList();
    if (undecided.isEmpty()) {
      return new Finding(
          Verdict.REPRODUCED,
          "%s (%s interval%s)."
              .formatted(
                  statements.stream().min(byValue).orElseThrow().describe(each),
                  Numbers.level(each),
                  statements.size() > 1
                      ? "; the closest of %d comparisons, all of which hold"
                          .formatted(statements.size())
                      : ""),
          measures);
    }
    return new Finding(
        Verdict.INCONCLUSIVE,
        "%s (%s interval%s)."
            .formatted(
                undecided.stream().min(byValue).orElseThrow().describe(each),
                Numbers.level(each),
                ofMany("undecided", undecided.size())),
        measures);
  }

  private String ofMany(String what, int count) {
    return statements.size() > 1
        ? "; %d of %d comparisons %s".formatted(count, statements.size(), what)
        : "";
  }
}
