package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.optimizerstudy.experiment.OptimizerKind;

/**
 * A verdict and its basis.
 *
 * @param verdict the answer
 * @param reason the reason, in one or two sentences
 * @param rule how the comparisons give the verdict; empty if no comparison decides it
 * @param exact the count or computed number that gives the verdict if no comparison decides it
 * @param shapes by optimizer, how accuracy changes with the learning rate; empty if the claim is
 *     not about that
 * @param quantities other numbers
 * @param notes further notes for readers
 */
public record Finding(
    Verdict verdict,
    String reason,
    Optional<DecisionRule> rule,
    Optional<ReportedQuantity> exact,
    Map<OptimizerKind, String> shapes,
    List<ReportedQuantity> quantities,
    List<String> notes) {

  public Finding {
    shapes = Collections.unmodifiableMap(new TreeMap<>(shapes));
    quantities = List.copyOf(quantities);
    notes = List.copyOf(notes);
  }

  /** The finding of a rule. */
  static Finding of(DecisionRule rule) {
    return new Finding(
        rule.verdict(),
        rule.reason(),
        Optional.of(rule),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  /** The finding of a count or a computation, which has no random error. */
  static Finding exact(Verdict verdict, String reason, ReportedQuantity effect) {
    return new Finding(
        verdict, reason, Optional.empty(), Optional.of(effect), Map.of(), List.of(), List.of());
  }

  /** The finding if the required trials or measures are missing. */
  static Finding notRun(String reason) {
    return new Finding(
        Verdict.NOT_RUN,
        reason,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  /** The comparison that best represents the verdict; empty if no comparison decides it. */
  public Optional<Statement> decisive() {
    return rule.map(DecisionRule::decisive);
  }

  /**
   * The effect that represents the verdict: the difference of the decisive comparison, or the exact
   * number; empty if the claim was not run.
   */
  public Optional<ReportedQuantity> effect() {
    return decisive().map(Statement::difference).or(() -> exact);
  }

  Finding withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Finding(verdict, reason, rule, exact, shapes, quantities, more);
  }

  Finding withQuantities(List<ReportedQuantity> more) {
    List<ReportedQuantity> all = new ArrayList<>(quantities);
    all.addAll(more);
    return new Finding(verdict, reason, rule, exact, shapes, all, notes);
  }

  Finding withShapes(Map<OptimizerKind, String> found) {
    return new Finding(verdict, reason, rule, exact, found, quantities, notes);
  }
}
