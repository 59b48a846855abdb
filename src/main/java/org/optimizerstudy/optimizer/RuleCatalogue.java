package org.optimizerstudy.optimizer;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.dl4j.Dl4jRules;
import org.optimizerstudy.optimizer.paper.PaperRules;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.optimizer.tensorflow.TensorFlowRules;

/**
 * The update rule of an optimizer under a semantics, with its default constants, where there is
 * one: see {@link OptimizerKind#semantics}.
 */
public final class RuleCatalogue {

  /** A learning rate for questions whose answer does not depend on it. */
  private static final double ANY_RATE = 0.001;

  private static final int COMPARED_STEPS = 50;

  /** What double precision leaves of a difference that is none, of the largest value. */
  private static final double ROUNDING = 1e-9;

  private RuleCatalogue() {}

  /**
   * The rule of a trial.
   *
   * @param learningRate present exactly for a rule that has one
   * @throws InvalidInputException if there is no such rule, or if the learning rate is absent where
   *     the rule has one, present where it has none, or out of range
   */
  public static UpdateRule rule(
      OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate) {
    if (learningRate.isPresent() != optimizer.hasLearningRate(semantics)) {
      throw new InvalidInputException(
          "learning rate: must be given exactly for rules that have one, found %s for %s under %s"
              .formatted(
                  learningRate.isPresent() ? learningRate.getAsDouble() : "none",
                  optimizer.key(),
                  semantics.key()));
    }
    learningRate.ifPresent(
        rate ->
            InvalidInputException.checked(
                "learning rate", () -> Factor.LEARNING_RATE.checked(rate)));
    return rules(semantics).get(optimizer).apply(learningRate.orElse(Double.NaN));
  }

  /**
   * The rule at some learning rate, for what does not depend on it: formula, constants,
   * accumulators, sources.
   *
   * @throws InvalidInputException if there is no such rule
   */
  public static UpdateRule rule(OptimizerKind optimizer, Semantics semantics) {
    return rule(optimizer, semantics, rate(optimizer, semantics, ANY_RATE));
  }

  /** The DL4J configuration of {@link #rule(OptimizerKind, Semantics, OptionalDouble)}. */
  public static IUpdater updater(
      OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate) {
    return rule(optimizer, semantics, learningRate).updater();
  }

  /**
   * Whether two names stand for one rule: whether, in exact arithmetic, both change every parameter
   * in the same way at every learning rate. Symbols may differ, and so may the place of a factor,
   * such as that of momentum's learning rate.
   *
   * @throws InvalidInputException if one of them has no rule
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

  /** Over gradients of every magnitude from 1e-9 to 10, so that every constant has an effect. */
  private static boolean agree(UpdateRule rule, UpdateRule other) {
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

  private static Map<OptimizerKind, DoubleFunction<UpdateRule>> rules(Semantics semantics) {
    return switch (semantics) {
      case DL4J -> Dl4jRules.ALL;
      case TENSORFLOW -> TensorFlowRules.ALL;
      case PAPER -> PaperRules.ALL;
    };
  }
}
