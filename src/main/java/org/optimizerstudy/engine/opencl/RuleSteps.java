package org.optimizerstudy.engine.opencl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The steps of all update rules in one OpenCL function, {@code rule_step}, which takes the number
 * of the rule. Rules with the same step have the same number.
 */
final class RuleSteps {

  /** The most scalars of a step. */
  static final int SCALARS = 6;

  /** The most accumulators of a rule. */
  static final int ACCUMULATORS = 3;

  private static final String FLUSH =
      """
      float flush(float value) {
        return (value + 0x1.8p-83f) - 0x1.8p-83f;
      }
      """;

  /**
   * How a step is called, by the number of accumulators. The third one, which few rules have, stays
   * in the device's memory where a rule has none.
   */
  private static final List<String> CALLS =
      List.of(
          "return STEP(g, theta, scalars);",
          "return STEP(g, theta, x, scalars);",
          "return STEP(g, theta, x, y, scalars);",
          "{ float z = *third; float u = STEP(g, theta, x, y, &z, scalars); *third = z; return u; }");

  /** Functions by number, all of the name STEP. */
  private final List<String> functions = new ArrayList<>();

  private final List<String> calls = new ArrayList<>();

  private RuleSteps() {}

  /** Those of the catalogue. */
  static RuleSteps ofCatalogue() {
    RuleSteps steps = new RuleSteps();
    Arrays.stream(OptimizerKind.values())
        .forEach(
            optimizer ->
                optimizer
                    .semantics()
                    .forEach(
                        semantics ->
                            RuleCatalogue.variants(optimizer, semantics).forEach(steps::add)));
    return steps;
  }

  private void add(UpdateRule rule) {
    if (rule.accumulators().size() > ACCUMULATORS) {
      throw new IllegalArgumentException(
          "a rule may keep %d accumulators: %s".formatted(ACCUMULATORS, rule.source()));
    }
    if (rule.openClStep().scalars().size() > SCALARS) {
      throw new IllegalArgumentException(
          "a rule may take %d scalars: %s".formatted(SCALARS, rule.source()));
    }
    if (!functions.contains(function(rule))) {
      functions.add(function(rule));
      calls.add(CALLS.get(rule.accumulators().size()));
    }
  }

  private static String function(UpdateRule rule) {
    return rule.openClStep().function("STEP", rule.accumulators());
  }

  /** The number of a rule of the catalogue. */
  int number(UpdateRule rule) {
    int number = functions.indexOf(function(rule));
    if (number < 0) {
      throw new IllegalArgumentException("not of the catalogue: " + rule.source());
    }
    return number;
  }

  /** The functions. */
  String source() {
    StringBuilder source = new StringBuilder("#pragma OPENCL FP_CONTRACT OFF\n").append(FLUSH);
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < functions.size(); i++) {
      source.append(functions.get(i).replace("STEP(", "step_" + i + "("));
      String call = calls.get(i).replace("STEP(", "step_" + i + "(");
      cases.append("    case %d:\n      %s\n".formatted(i, call));
    }
    return source
        .append(
            """
            float rule_step(
                int rule, float g, float theta, float *x, float *y, global float *third,
                global const float *scalars) {
              switch (rule) {
            """)
        .append(cases)
        .append("  }\n  return NAN;\n}\n")
        .toString();
  }
}
