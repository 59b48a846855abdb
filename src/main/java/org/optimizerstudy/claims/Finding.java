package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A verdict with all that it rests on.
 *
 * @param verdict the answer
 * @param reason why, in one or two sentences
 * @param rule how comparisons gave the verdict; empty where none decide
 * @param effect the number that shows the verdict where no comparison does
 * @param shapes of accuracy over the learning rate, by optimizer; where the claim is about it
 * @param quantities other numbers
 * @param notes what a reader must know besides
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

  /** By a rule. */
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

  /** By a count or a computation, without chance. */
  static Finding exact(Verdict verdict, String reason, Quantity effect) {
    return new Finding(
        verdict, reason, Optional.empty(), Optional.of(effect), Map.of(), List.of(), List.of());
  }

  /** Nothing to judge by. */
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
