package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * Checks each rule's description: its formula, constants and initial state are evaluated in double
 * precision and compared with its steps in single precision.
 */
class RuleFormulaTest {

  /** Enough for a mean square that starts at 1 to decay below the smallest epsilon. */
  private static final int STEPS = 600;

  /** One parameter for each magnitude of gradients from 1e-9 to 10. */
  private static final int PARAMETERS = 11;

  /**
   * Relative to the parameter's largest value. Adam determines it: 1 - 0.999f is 4.7e-5 more than
   * 0.001, and its power is rounded in single precision.
   */
  private static final double TOLERANCE = 3e-5;

  static Stream<Arguments> rules() {
    return Stream.of(OptimizerKind.values())
        .flatMap(
            optimizer ->
                optimizer.semantics().stream()
                    .map(
                        semantics ->
                            Arguments.of(
                                optimizer.key() + " of " + semantics.key(),
                                RuleCatalogue.rule(optimizer, semantics))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theFormulaIsTheArithmetic(String name, UpdateRule rule) {
    assertThat(error(rule, rule)).isLessThan(TOLERANCE);
  }

  /** The check detects a change of any constant or initial value. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void anotherConstantOrInitialValueIsSeen(String name, UpdateRule rule) {
    for (int i = 0; i < rule.constants().size(); i++) {
      List<Constant> constants = new ArrayList<>(rule.constants());
      Constant constant = constants.get(i);
      constants.set(i, new Constant(constant.symbol(), another(constant.value())));
      assertThat(error(rule, new Claimed(rule, rule.formula(), constants, rule.accumulators())))
          .as(constant.symbol())
          .isGreaterThan(10 * TOLERANCE);
    }
    for (int i = 0; i < rule.accumulators().size(); i++) {
      List<Accumulator> accumulators = new ArrayList<>(rule.accumulators());
      Accumulator kept = accumulators.get(i);
      accumulators.set(
          i, new Accumulator(kept.symbol(), kept.name(), kept.initialValue() * 0.9f + 1e-6f));
      assertThat(error(rule, new Claimed(rule, rule.formula(), rule.constants(), accumulators)))
          .as(kept.symbol())
          .isGreaterThan(10 * TOLERANCE);
    }
  }

  private static double another(double value) {
    return value == 0 ? 1 : value / 4;
  }

  /** The check detects whether an epsilon is inside or outside the root. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void anotherPlaceOfEpsilonIsSeen(String name, UpdateRule rule) {
    String text = rule.formula().text();
    String moved =
        text.matches(".*sqrt\\(.+\\) \\+ eps.*")
            ? text.replaceAll("\\(sqrt\\((\\w)\\) \\+ eps\\)", "sqrt($1 + eps)")
                .replace("(sqrt(v) / sqrt(1 - b2^t) + eps)", "sqrt(v / (1 - b2^t) + eps)")
            : text.replaceAll("/ sqrt\\((\\w) \\+ eps\\)", "/ (sqrt($1) + eps)");
    if (text.contains("eps")) {
      assertThat(moved).isNotEqualTo(text);
      assertThat(
              error(
                  rule,
                  new Claimed(rule, Formula.of(moved), rule.constants(), rule.accumulators())))
          .isGreaterThan(10 * TOLERANCE);
    }
  }

  /** The Javadoc of the class contains the formula, assignment by assignment. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theDocumentationHasTheFormula(String name, UpdateRule rule) throws IOException {
    Path file = Path.of("src/main/java", rule.getClass().getName().replace('.', '/') + ".java");
    String source = Files.readString(file);
    String documentation = source.substring(0, source.indexOf("record "));
    assertThat(documentation.replaceAll("\n \\* ", " "))
        .contains("<pre> " + rule.formula().text() + " </pre>")
        .contains(rule.citation().key())
        .contains(
            rule.stateBytes() == 0
                ? "Memory: none."
                : "Memory: " + rule.stateBytes() + " bytes per parameter");
  }

  /** The largest difference between the steps of a rule and its formula. */
  private static double error(UpdateRule rule, UpdateRule claimed) {
    float[][] gradients = gradients();
    float[][] steps = steps(rule, gradients);
    double error = 0;
    for (int i = 0; i < PARAMETERS; i++) {
      int parameter = i;
      double[] exact =
          claimed.exactTrace(
              0, Arrays.stream(gradients).mapToDouble(gradient -> gradient[parameter]).toArray());
      double largest = 0;
      for (int step = 0; step < STEPS; step++) {
        largest = Math.max(largest, Math.abs(exact[step]));
        error = Math.max(error, Math.abs(steps[step][i] - exact[step]) / largest);
      }
    }
    return error;
  }

  /** The parameters after each step of the rule's kernel. */
  private static float[][] steps(UpdateRule rule, float[][] gradients) {
    float[][] accumulators = new float[rule.accumulators().size()][PARAMETERS];
    for (int i = 0; i < accumulators.length; i++) {
      Arrays.fill(accumulators[i], rule.accumulators().get(i).initialValue());
    }
    Kernel kernel = rule.kernel();
    float[][] thetas = new float[STEPS][];
    float[] theta = new float[PARAMETERS];
    for (int step = 0; step < STEPS; step++) {
      float[] update = gradients[step].clone();
      kernel.at(step).apply(theta, update, accumulators, PARAMETERS);
      for (int i = 0; i < PARAMETERS; i++) {
        theta[i] -= update[i];
      }
      thetas[step] = theta.clone();
    }
    return thetas;
  }

  private static float[][] gradients() {
    Random random = new Random(7);
    float[][] gradients = new float[STEPS][PARAMETERS];
    for (float[] gradient : gradients) {
      for (int i = 0; i < PARAMETERS; i++) {
        gradient[i] = (float) (Math.pow(10, i - 9) * random.nextGaussian());
      }
    }
    return gradients;
  }

  /** A rule with a modified description. */
  private record Claimed(
      UpdateRule rule, Formula formula, List<Constant> constants, List<Accumulator> accumulators)
      implements UpdateRule {

    @Override
    public double learningRate() {
      return rule.learningRate();
    }

    @Override
    public String source() {
      return rule.source();
    }

    @Override
    public Citation citation() {
      return rule.citation();
    }

    @Override
    public Kernel kernel() {
      return rule.kernel();
    }

    @Override
    public OpenClStep openClStep() {
      return rule.openClStep();
    }

    @Override
    public IUpdater updater() {
      return rule.updater();
    }
  }
}
