package org.optimizerstudy.claims;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.optimizerstudy.statistics.Outcome;

/**
 * The rule of a claim about a tendency: a given number of its comparisons must hold.
 *
 * <p>REPRODUCED if enough comparisons are above; CONTRADICTED if enough are below; NO DIFFERENCE if
 * neither, and the effect is absent in so many that too few remain to be above; UNDECIDED
 * otherwise. No correction is needed: by chance, three of six are below in fewer than one study of
 * a thousand.
 *
 * @param statements one per optimizer
 * @param reproducing number of comparisons above that reproduces the claim
 * @param contradicting number of comparisons below that contradicts the claim
 */
public record CountRule(List<Statement> statements, int reproducing, int contradicting)
    implements DecisionRule {

  public CountRule {
    statements = List.copyOf(statements);
    if (reproducing > statements.size() || reproducing + contradicting <= statements.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "reproducing, contradicting: must be mutually exclusive among %d, found %d and %d",
              statements.size(),
              reproducing,
              contradicting));
    }
  }

  @Override
  public Verdict verdict() {
    if (count(Outcome.ABOVE) >= reproducing) {
      return Verdict.REPRODUCED;
    }
    if (count(Outcome.BELOW) >= contradicting) {
      return Verdict.CONTRADICTED;
    }
    long absent = statements.stream().filter(Statement::isAbsent).count();
    return statements.size() - absent < reproducing ? Verdict.NO_DIFFERENCE : Verdict.UNDECIDED;
  }

  /** The comparison that completes the required number: for four of six, the fourth highest. */
  @Override
  public Statement decisive() {
    List<Statement> ascending =
        statements.stream()
            .sorted(Comparator.comparingDouble(s -> s.comparison().difference().value()))
            .toList();
    return ascending.get(statements.size() - reproducing);
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%d of %d hold, %d are opposite: %s.",
        count(Outcome.ABOVE),
        statements.size(),
        count(Outcome.BELOW),
        statements.stream()
            .map(s -> s.words() + ": " + JudgementFormat.effect(s))
            .collect(Collectors.joining("; ")));
  }

  @Override
  public DecisionRule extendedTo(int seeds) {
    return new CountRule(
        statements.stream().map(s -> s.extendedTo(seeds)).toList(), reproducing, contradicting);
  }

  private long count(Outcome outcome) {
    return statements.stream().filter(s -> s.comparison().outcome() == outcome).count();
  }
}
