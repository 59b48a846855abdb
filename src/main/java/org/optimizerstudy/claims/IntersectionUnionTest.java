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
 * The rule of a claim that says several things at once.
 *
 * <p>REPRODUCED if all comparisons come out as it says: each at 5 %, for the claim is accepted only
 * if every one is (an intersection-union test; R. L. Berger, Technometrics 24 (1982) 295-300).
 * CONTRADICTED if one comes out opposite at 5 % shared among them ({@link Holm}). NO DIFFERENCE if
 * none does and an effect is absent: "no difference" or "not above", or below without being
 * confirmed as opposite. UNDECIDED otherwise.
 *
 * @param statements at least one
 */
public record IntersectionUnion(List<Statement> statements) implements Rule {

  private static final double LEVEL = 0.05;
  private static final int NAMED = 6;

  private static final String UNCONFIRMED =
      " With 5 % shared among the comparisons (Holm) no absence is confirmed.";

  public IntersectionUnion {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("statements: must hold at least one, found none");
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
    String effect = first.words() + ": " + Words.effect(first);
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
              "%d of %d comparisons are opposite; the clearest: %s.",
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
              isAbsenceConfirmed() ? "" : UNCONFIRMED);
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
   * Whether an advantage of the margin is excluded for one effect at 5 % shared among them. The
   * verdict does not ask for it: with many comparisons of which each is just true, NO DIFFERENCE
   * comes out more often than in one study of twenty.
   */
  boolean isAbsenceConfirmed() {
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
        deciding.size() > NAMED
            ? String.format(Locale.ROOT, ", and %d more", deciding.size() - NAMED)
            : "";
    return deciding.stream()
        .skip(1)
        .limit(NAMED - 1L)
        .map(Statement::words)
        .collect(Collectors.joining(", ", " Also: ", rest + "."));
  }

  @Override
  public Rule extendedTo(int seeds) {
    return new IntersectionUnion(statements.stream().map(s -> s.extendedTo(seeds)).toList());
  }

  /** The comparisons that give the verdict, the farthest from holding first. */
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

  /** Those below zero at the shared level, the clearest first. */
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
