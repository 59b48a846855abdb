package org.optimizerstudy.claims;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.optimizerstudy.statistics.Outcome;

/**
 * The rule of a claim about what optimizers tend to do: a part of its comparisons must hold.
 *
 * <p>REPRODUCED if enough are above; CONTRADICTED if enough are below; NO DIFFERENCE if neither,
 * and in so many the effect is absent that not enough can be above; UNDECIDED otherwise. No
 * correction is needed: three of six fall below by chance in fewer than one study of a thousand.
 *
 * @param statements one per optimizer
 * @param reproducing how many above make it reproduced
 * @param contradicting how many below make it contradicted
 */
public record MostOf(List<Statement> statements, int reproducing, int contradicting)
    implements Rule {

  public MostOf {
    statements = List.copyOf(statements);
    if (reproducing > statements.size() || reproducing + contradicting <= statements.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "reproducing, contradicting: must exclude each other among %d, found %d and %d",
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

  /** The one that makes enough of them if it holds: with four of six, the fourth highest. */
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
            .map(s -> s.words() + ": " + Words.effect(s))
            .collect(Collectors.joining("; ")));
  }

  @Override
  public Rule extendedTo(int seeds) {
    return new MostOf(
        statements.stream().map(s -> s.extendedTo(seeds)).toList(), reproducing, contradicting);
  }

  private long count(Outcome outcome) {
    return statements.stream().filter(s -> s.comparison().outcome() == outcome).count();
  }
}
