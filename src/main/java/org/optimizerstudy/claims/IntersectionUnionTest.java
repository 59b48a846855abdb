package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.optimizerstudy.statistics.Holm;
import org.optimizerstudy.statistics.Outcome;

/**
 * The rule of a claim that is a conjunction of statements.
 *
 * <p>REPRODUCED if all comparisons hold, each tested at 5 %. No correction is needed, because the
 * claim is accepted only if every statement is (intersection-union test; R. L. Berger,
 * Technometrics 24 (1982) 295-300). CONTRADICTED if at least one comparison is opposite at a
 * familywise level of 5 % ({@link Holm}). NO DIFFERENCE if none is and an effect is absent: "no
 * difference", "not above", or below but not confirmed as opposite. UNDECIDED otherwise.
 *
 * @param statements at least one
 */
public record IntersectionUnionTest(List<Statement> statements) implements DecisionRule {

  private static final double LEVEL = 0.05;
  private static final int MAX_NAMED = 6;

  private static final String UNCONFIRMED = " After Holm's correction no absence is confirmed.";

  public IntersectionUnionTest {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("statements: must have at least one, found none");
    }
  }

  @Override
  public Verdict verdict() {
    if (!opposite().isEmpty()) {
      return Verdict.CONTRADICTED;
    }
    if (statements.stream().allMatch(Statement::holds)) {
      return Verdict.REPRODUCED;
    }
    return statements.stream().anyMatch(Statement::isAbsent)
        ? Verdict.NO_DIFFERENCE
        : Verdict.UNDECIDED;
  }

  @Override
  public Statement decisive() {
    return deciding().get(0);
  }

  @Override
  public String reason() {
    List<Statement> deciding = deciding();
    Statement first = deciding.get(0);
    String effect = first.words() + ": " + JudgementFormat.effect(first);
    if (statements.size() == 1) {
      return effect + ".";
    }
    return switch (verdict()) {
      case REPRODUCED ->
          String.format(
              Locale.ROOT, "All %d comparisons hold; the closest: %s.", statements.size(), effect);
      case CONTRADICTED ->
          String.format(
              Locale.ROOT,
              "%d of %d comparisons are opposite; the strongest: %s.",
              deciding.size(),
              statements.size(),
              effect);
      case NO_DIFFERENCE ->
          String.format(
              Locale.ROOT,
              "The effect is absent in %d of %d comparisons; the weakest: %s.%s%s",
              deciding.size(),
              statements.size(),
              effect,
              others(deciding),
              isConfirmed() ? "" : UNCONFIRMED);
      default ->
          String.format(
              Locale.ROOT,
              "%d of %d comparisons are undecided; the weakest: %s.",
              deciding.size(),
              statements.size(),
              effect);
    };
  }

  /**
   * Of NO DIFFERENCE, whether an advantage as large as the margin is excluded for at least one
   * effect, at a familywise level of 5 %. The verdict does not require this. With many comparisons
   * that are only just true, it is therefore found in more than one study of twenty.
   */
  @Override
  public boolean isConfirmed() {
    if (verdict() != Verdict.NO_DIFFERENCE) {
      return true;
    }
    List<Double> pValues =
        statements.stream()
            .filter(statement -> statement.role() == Statement.Role.EFFECT)
            .map(statement -> statement.comparison().pAbsent())
            .toList();
    return Holm.adjusted(pValues).stream().anyMatch(p -> p <= LEVEL);
  }

  private static String others(List<Statement> deciding) {
    if (deciding.size() == 1) {
      return "";
    }
    String rest =
        deciding.size() > MAX_NAMED
            ? String.format(Locale.ROOT, ", and %d more", deciding.size() - MAX_NAMED)
            : "";
    return deciding.stream()
        .skip(1)
        .limit(MAX_NAMED - 1L)
        .map(Statement::words)
        .collect(Collectors.joining(", ", " Also: ", rest + "."));
  }

  @Override
  public DecisionRule extendedTo(int seeds) {
    return new IntersectionUnionTest(statements.stream().map(s -> s.extendedTo(seeds)).toList());
  }

  /** The comparisons that decide the verdict, those farthest from holding first. */
  private List<Statement> deciding() {
    List<Statement> opposite = opposite();
    if (!opposite.isEmpty()) {
      return opposite;
    }
    return switch (verdict()) {
      case REPRODUCED -> weakestFirst(s -> s.role() != Statement.Role.NOT_OPPOSITE);
      case NO_DIFFERENCE -> weakestFirst(Statement::isAbsent);
      default -> weakestFirst(s -> !s.holds());
    };
  }

  private List<Statement> weakestFirst(Predicate<Statement> which) {
    return statements.stream()
        .filter(which)
        .sorted(Comparator.comparingDouble(s -> s.comparison().difference().value()))
        .toList();
  }

  /** The comparisons below zero at the familywise level, smallest p value first. */
  private List<Statement> opposite() {
    List<Double> adjusted =
        Holm.adjusted(statements.stream().map(s -> s.comparison().pBelow()).toList());
    List<Statement> opposite = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      boolean below = statements.get(i).comparison().outcome() == Outcome.BELOW;
      if (below && adjusted.get(i) <= LEVEL) {
        opposite.add(statements.get(i));
      }
    }
    opposite.sort(Comparator.comparingDouble(s -> s.comparison().pBelow()));
    return opposite;
  }
}
