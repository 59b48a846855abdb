package org.optimizerstudy.optimizer;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.dl4j.Dl4jRules;
import org.optimizerstudy.optimizer.paper.PaperRules;
import org.optimizerstudy.optimizer.pytorch.PyTorchRules;
import org.optimizerstudy.optimizer.rule.RuleFactory;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.optimizer.tensorflow.TensorFlowRules;

/**
 * The update rules by optimizer and semantics. Not every pair has a rule: see {@link
 * OptimizerKind#semantics}.
 */
public final class RuleCatalogue {

  /** An arbitrary learning rate, for properties that do not depend on it. */
  private static final double ANY_RATE = 0.001;

  private static final double NOT_ZERO = 0.5;
  private static final int COMPARED_STEPS = 50;

  /** Tolerance for rounding in double precision, relative to the largest value. */
  private static final double ROUNDING = 1e-9;

  private RuleCatalogue() {}

  /**
   * A rule with the defaults of its other hyper-parameters.
   *
   * @param learningRate present if and only if the rule has one
   * @throws InvalidInputException if there is no such rule, or if the learning rate is missing, not
   *     applicable or out of range
   */
  public static UpdateRule rule(
      OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate) {
    return rule(optimizer, semantics, learningRate, optimizer.hyperParameters(semantics));
  }

  /**
   * A rule.
   *
   * @param learningRate present if and only if the rule has one
   * @param values of other hyper-parameters; those that are not given have their defaults
   * @throws InvalidInputException if there is no such rule, if the learning rate is missing, not
   *     applicable or out of range, or if the rule has not one of the hyper-parameters
   */
  public static UpdateRule rule(
      OptimizerKind optimizer,
      Semantics semantics,
      OptionalDouble learningRate,
      HyperParameters values) {
    if (learningRate.isPresent() != optimizer.hasLearningRate(semantics)) {
      throw new InvalidInputException(
          "learning rate: must be given if and only if the rule has one, found %s for %s under %s"
              .formatted(
                  learningRate.isPresent() ? learningRate.getAsDouble() : "none",
                  optimizer.key(),
                  semantics.key()));
    }
    learningRate.ifPresent(
        rate ->
            InvalidInputException.checked(
                "learning rate", () -> Factor.LEARNING_RATE.checked(rate)));
    optimizer.require(values, semantics);
    Factor.HYPER_PARAMETERS.checked(values);
    return rules(semantics)
        .get(optimizer)
        .of(learningRate.orElse(Double.NaN), optimizer.hyperParameters(semantics).with(values));
  }

  /**
   * The rule at an arbitrary learning rate, for properties that do not depend on it: formula,
   * constants, accumulators, sources.
   *
   * @throws InvalidInputException if there is no such rule
   */
  public static UpdateRule rule(OptimizerKind optimizer, Semantics semantics) {
    return rule(optimizer, semantics, rate(optimizer, semantics, ANY_RATE));
  }

  /**
   * The rule with its defaults, and with each hyper-parameter that is 0 by default at another
   * value: of 0, such as RMSProp's momentum, a part of the rule may be left out.
   *
   * @param learningRate present if and only if the rule has one
   * @throws InvalidInputException as {@link #rule(OptimizerKind, Semantics, OptionalDouble)}
   */
  public static List<UpdateRule> variants(
      OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate) {
    HyperParameters defaults = optimizer.hyperParameters(semantics);
    Stream<HyperParameters> variants =
        defaults.values().keySet().stream()
            .filter(each -> defaults.get(each) == 0)
            .map(each -> new HyperParameters(Map.of(each, NOT_ZERO)));
    return Stream.concat(Stream.of(HyperParameters.NONE), variants)
        .map(values -> rule(optimizer, semantics, learningRate, values))
        .toList();
  }

  /** Those of {@link #variants(OptimizerKind, Semantics, OptionalDouble)} at an arbitrary rate. */
  public static List<UpdateRule> variants(OptimizerKind optimizer, Semantics semantics) {
    return variants(optimizer, semantics, rate(optimizer, semantics, ANY_RATE));
  }

  /** The DL4J configuration of {@link #rule(OptimizerKind, Semantics, OptionalDouble)}. */
  public static IUpdater updater(
      OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate) {
    return rule(optimizer, semantics, learningRate).updater();
  }

  /**
   * Whether two semantics have the same rule of an optimizer: in exact arithmetic, both update
   * every parameter in the same way at every learning rate. Symbols may differ, and so may the
   * position of a factor, such as momentum's learning rate.
   *
   * @throws InvalidInputException if either has no rule
   */
  public static boolean isSameRule(
      OptimizerKind optimizer,
      Semantics semantics,
      OptimizerKind otherOptimizer,
      Semantics otherSemantics) {
    if (optimizer.hasLearningRate(semantics) != otherOptimizer.hasLearningRate(otherSemantics)) {
      return false;
    }
    return DoubleStream.of(ANY_RATE, 1)
        .allMatch(
            rate ->
                agree(
                    rule(optimizer, semantics, rate(optimizer, semantics, rate)),
                    rule(
                        otherOptimizer,
                        otherSemantics,
                        rate(otherOptimizer, otherSemantics, rate))));
  }

  /**
   * Compares with gradients of all magnitudes from 1e-9 to 10, so that every constant has an
   * effect.
   */
  static boolean agree(UpdateRule rule, UpdateRule other) {
    Random random = new Random(1);
    return IntStream.rangeClosed(-9, 1)
        .mapToDouble(exponent -> Math.pow(10, exponent))
        .mapToObj(scale -> random.doubles(COMPARED_STEPS, -scale, scale).toArray())
        .allMatch(
            gradients -> agree(rule.exactTrace(0, gradients), other.exactTrace(0, gradients)));
  }

  private static boolean agree(double[] trace, double[] other) {
    double largest = 0;
    for (int step = 0; step < trace.length; step++) {
      largest = Math.max(largest, Math.abs(trace[step]));
      if (Math.abs(trace[step] - other[step]) > ROUNDING * largest) {
        return false;
      }
    }
    return true;
  }

  private static OptionalDouble rate(
      OptimizerKind optimizer, Semantics semantics, double learningRate) {
    return optimizer.hasLearningRate(semantics)
        ? OptionalDouble.of(learningRate)
        : OptionalDouble.empty();
  }

  private static Map<OptimizerKind, RuleFactory> rules(Semantics semantics) {
    return switch (semantics) {
      case DL4J -> Dl4jRules.ALL;
      case TENSORFLOW -> TensorFlowRules.ALL;
      case PAPER -> PaperRules.ALL;
      case PYTORCH -> PyTorchRules.ALL;
    };
  }
}
