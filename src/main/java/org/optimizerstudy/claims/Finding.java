package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A verdict and its basis.
 *
 * @param verdict the answer
 * @param reason the reason, in one or two sentences
 * @param rule how the comparisons give the verdict; empty if none decide it
 * @param effect the number that represents the verdict if no comparison does
 * @param shapes by optimizer, how accuracy changes with the learning rate; empty if the claim is
 *     not about that
 * @param quantities other numbers
 * @param notes further notes for readers
 */
public record Finding(
    Verdict verdict,
    String reason,
    Optional<Rule> rule,
    Optional<Quantity> effect,
    Map<String, String> shapes,
    List<Quantity> quantities,
    List<String> notes) {

  public Finding {
    shapes = Collections.unmodifiableMap(new TreeMap<>(shapes));
    quantities = List.copyOf(quantities);
    notes = List.copyOf(notes);
  }

  /** The finding of a rule. */
  static Finding of(Rule rule) {
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
  static Finding exact(Verdict verdict, String reason, Quantity effect) {
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

  Finding withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Finding(verdict, reason, rule, effect, shapes, quantities, more);
  }

  Finding withQuantities(List<Quantity> more) {
    List<Quantity> all = new ArrayList<>(quantities);
    all.addAll(more);
    return new Finding(verdict, reason, rule, effect, shapes, all, notes);
  }

  Finding withShapes(Map<String, String> found) {
    return new Finding(verdict, reason, rule, effect, found, quantities, notes);
  }
}
