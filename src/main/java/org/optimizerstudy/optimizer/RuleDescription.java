package org.optimizerstudy.optimizer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The text of an update rule, derived from the rule itself. Symbols: t is the step counted from 1,
 * g the gradient, theta the parameter and lr the learning rate. {@code start} gives the initial
 * values of the others.
 *
 * @param rule the formula
 * @param constants the hyper-parameters except the learning rate
 * @param start the state before the first step
 * @param source the kernel or the equations, with the publication
 */
public record RuleDescription(String rule, String constants, String start, String source) {

  private static final String NONE = "none";

  /**
   * The description of an optimizer's rule.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if there is no such rule
   */
  public static RuleDescription of(OptimizerKind optimizer, Semantics semantics) {
    return of(RuleCatalogue.rule(optimizer, semantics));
  }

  /**
   * The semantics under which an optimizer has the same rule as under the given one, including that
   * one: see {@link RuleCatalogue#isSameRule}.
   */
  public static List<Semantics> sameRules(OptimizerKind optimizer, Semantics semantics) {
    return optimizer.semantics().stream()
        .filter(other -> RuleCatalogue.isSameRule(optimizer, semantics, optimizer, other))
        .toList();
  }

  /**
   * The value of a constant.
   *
   * @throws IllegalArgumentException if the rule has no constant of that symbol
   */
  public double constant(String symbol) {
    return Arrays.stream(constants.split(", "))
        .filter(constant -> constant.startsWith(symbol + " "))
        .mapToDouble(constant -> Double.parseDouble(constant.substring(symbol.length() + 1)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "symbol: must be one of \"%s\", found %s".formatted(constants, symbol)));
  }

  static RuleDescription of(UpdateRule rule) {
    return new RuleDescription(
        rule.formula().text() + (rule.hasLearningRate() ? "" : " (no learning rate)"),
        constants(rule),
        start(rule.accumulators()),
        "%s (%s)".formatted(rule.source(), rule.citation().key()));
  }

  private static String constants(UpdateRule rule) {
    return orNone(
        rule.constants().stream()
            .map(constant -> constant.symbol() + " " + plain(Double.toString(constant.value())))
            .collect(Collectors.joining(", ")));
  }

  /** Groups equal values: {@code m = v = 0}. */
  private static String start(List<Accumulator> accumulators) {
    Map<Float, String> symbols = new LinkedHashMap<>();
    accumulators.forEach(
        kept -> symbols.merge(kept.initialValue(), kept.symbol(), (a, b) -> a + " = " + b));
    return orNone(
        symbols.entrySet().stream()
            .map(entry -> entry.getValue() + " = " + plain(Float.toString(entry.getKey())))
            .collect(Collectors.joining(", ")));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** Formats 1.0E-8 as 1e-8 and 1.0 as 1. */
  static String plain(String number) {
    return number.replace('E', 'e').replaceFirst("\\.0(?=e|$)", "");
  }
}
