package org.optimizerstudy.optimizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

/**
 * An update rule in words, for people who compare rules of the same name. Symbols: t the step from
 * 1, g the gradient, theta the parameter, lr the learning rate; all else starts as {@code start}
 * says.
 *
 * @param rule the formula
 * @param constants the hyper-parameters besides the learning rate
 * @param start the state before the first step
 * @param source where the rule is from
 */
public record RuleDescription(String rule, String constants, String start, String source) {

  private static final String NONE = "none";

  private static final Pattern REMARK = Pattern.compile(" \\([A-Za-z][^)]*\\)$");
  private static final Pattern SYMBOL = Pattern.compile("[A-Za-z]\\w*");
  private static final Set<String> COMMON = Set.of("theta", "lr", "g", "t", "sqrt");

  /** A state that collects lr g and is the step; the same with the factor lr in the step. */
  private static final Pattern SCALED_STATE =
      Pattern.compile("(\\w+) = (\\S+) \\1 \\+ lr g; theta -= \\1$");

  /**
   * Whether two rules are one: the same formula with the same constants from the same start, so
   * that trials by them differ by rounding alone. Names of constants and states do not matter, nor
   * whether a state carries the factor lr, which is constant in a trial.
   */
  public boolean isSameRuleAs(RuleDescription other) {
    return canonical().equals(other.canonical());
  }

  /** The semantics by whose rules an optimizer is one rule with another: itself among them. */
  public static List<Semantics> sameRules(OptimizerKind optimizer, Semantics semantics) {
    RuleDescription rule = of(optimizer, semantics);
    return Arrays.stream(Semantics.values())
        .filter(other -> of(optimizer, other).isSameRuleAs(rule))
        .toList();
  }

  /**
   * The value of a constant.
   *
   * @throws IllegalArgumentException if the rule has no such constant
   */
  public double constant(String symbol) {
    Matcher value = Pattern.compile("\\b" + symbol + " ([0-9.e-]+)").matcher(constants);
    if (!value.find()) {
      throw new IllegalArgumentException(
          "symbol: must be one of \"%s\", found %s".formatted(constants, symbol));
    }
    return Double.parseDouble(value.group(1));
  }

  /** Formula and start with constants by value and states by number. */
  private String canonical() {
    String formula = REMARK.matcher(rule).replaceFirst("");
    formula = SCALED_STATE.matcher(formula).replaceFirst("$1 = $2 $1 + g; theta -= lr $1");
    Map<String, String> names = new HashMap<>();
    if (!constants.equals(NONE)) {
      for (String constant : constants.split(", ")) {
        String[] parts = constant.split(" ");
        names.put(parts[0], parts[1]);
      }
    }
    return SYMBOL
        .matcher(formula + "; start: " + (start.equals(NONE) ? "" : start))
        .replaceAll(
            symbol ->
                COMMON.contains(symbol.group())
                    ? symbol.group()
                    : names.computeIfAbsent(symbol.group(), s -> "s" + names.size()));
  }

  /** The description of an optimizer's rule. */
  public static RuleDescription of(OptimizerKind optimizer, Semantics semantics) {
    return switch (semantics) {
      case DL4J -> dl4j(optimizer);
      case TENSORFLOW -> tensorFlow(optimizer);
      case PAPER -> paper(optimizer);
    };
  }

  private static RuleDescription dl4j(OptimizerKind optimizer) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> new RuleDescription("theta -= lr g", NONE, NONE, "DL4J Sgd");
      case MOMENTUM ->
          new RuleDescription(
              "w = mu v - lr g; theta += (1 + mu) w - mu v; v = w (Nesterov's momentum)",
              "mu 0.9",
              "v = 0",
              "DL4J Nesterovs");
      case ADAGRAD ->
          new RuleDescription(
              "h += g^2; theta -= lr g / (sqrt(h) + eps)", "eps 1e-6", "h = 1e-6", "DL4J AdaGrad");
      case ADADELTA ->
          new RuleDescription(
              "a = rho a + (1 - rho) g^2; u = g sqrt(b + eps) / sqrt(a + eps); theta -= u;"
                  + " b = rho b + (1 - rho) u^2 (no learning rate)",
              "rho 0.95, eps 1e-6",
              "a = b = 0",
              "DL4J AdaDelta");
      case RMSPROP ->
          new RuleDescription(
              "s = rho s + (1 - rho) g^2; theta -= lr g / (sqrt(s) + eps)",
              "rho 0.95, eps 1e-8",
              "s = 1e-8",
              "DL4J RmsProp");
      case ADAM ->
          new RuleDescription(
              "m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;"
                  + " theta -= lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + eps)",
              "b1 0.9, b2 0.999, eps 1e-8",
              "m = v = 0",
              "DL4J Adam");
    };
  }

  private static RuleDescription tensorFlow(OptimizerKind optimizer) {
    return switch (optimizer) {
      case GRADIENT_DESCENT ->
          new RuleDescription("theta -= lr g", NONE, NONE, "TensorFlow ApplyGradientDescent");
      case MOMENTUM ->
          new RuleDescription(
              "a = mu a + g; theta -= lr a (classical momentum)",
              "mu 0.9",
              "a = 0",
              "TensorFlow ApplyMomentum");
      case ADAGRAD ->
          new RuleDescription(
              "a += g^2; theta -= lr g / sqrt(a)", NONE, "a = 0.1", "TensorFlow ApplyAdagrad");
      case ADADELTA ->
          new RuleDescription(
              "a = rho a + (1 - rho) g^2; u = g sqrt(b + eps) / sqrt(a + eps); theta -= lr u;"
                  + " b = rho b + (1 - rho) u^2",
              "rho 0.95, eps 1e-8",
              "a = b = 0",
              "TensorFlow ApplyAdadelta");
      case RMSPROP ->
          new RuleDescription(
              "s = rho s + (1 - rho) g^2; theta -= lr g / sqrt(s + eps)",
              "rho 0.9, eps 1e-10",
              "s = 1",
              "TensorFlow ApplyRMSProp");
      case ADAM ->
          new RuleDescription(
              "m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;"
                  + " theta -= lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + eps)",
              "b1 0.9, b2 0.999, eps 1e-8",
              "m = v = 0",
              "TensorFlow ApplyAdam");
    };
  }

  private static RuleDescription paper(OptimizerKind optimizer) {
    return switch (optimizer) {
      case GRADIENT_DESCENT ->
          new RuleDescription("theta -= lr g", NONE, NONE, "paper, equation 1");
      case MOMENTUM ->
          new RuleDescription(
              "v = gamma v + lr g; theta -= v (classical momentum)",
              "gamma 0.9",
              "v = 0",
              "paper, equations 2 and 3");
      case ADAGRAD ->
          new RuleDescription(
              "G += g^2; theta -= lr g / sqrt(G + eps)",
              "eps 1e-8",
              "G = 0",
              "paper, equations 4 and 5");
      case ADADELTA ->
          new RuleDescription(
              "G = gamma G + (1 - gamma) g^2; d = g sqrt(s + eps) / sqrt(G + eps); theta -= d;"
                  + " s = gamma s + (1 - gamma) d^2 (no learning rate)",
              "gamma 0.9, eps 1e-8",
              "G = s = 0",
              "paper, equations 6 to 9");
      case RMSPROP ->
          new RuleDescription(
              "G = gamma G + (1 - gamma) g^2; theta -= lr g / sqrt(G + eps)",
              "gamma 0.9, eps 1e-8",
              "G = 0",
              "paper, equations 10 and 11");
      case ADAM ->
          new RuleDescription(
              "m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;"
                  + " theta -= lr / sqrt(v / (1 - b2^t) + eps) m / (1 - b1^t)",
              "b1 0.9, b2 0.999, eps 1e-8 inside the root",
              "m = v = 0",
              "paper, equations 12 to 16");
    };
  }
}
