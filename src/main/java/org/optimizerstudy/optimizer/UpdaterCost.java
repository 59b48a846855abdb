package org.optimizerstudy.optimizer;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.dl4j.FastUpdaters;
import org.optimizerstudy.optimizer.rule.ParameterUpdate;

/**
 * The cost of an update rule as applied in training.
 *
 * @param stateBytes bytes of updater state per parameter, measured
 * @param nanoseconds time of a step per parameter on this machine, including the subtraction
 */
public record UpdaterCost(double stateBytes, double nanoseconds) {

  /** Number of parameters of the deep MLP. */
  private static final int PARAMETERS = 119_910;

  private static final int ROUNDS = 7;
  private static final int STEPS = 20;
  private static final double LEARNING_RATE = 0.001;

  /** Measures a rule: the median of several rounds after a warm-up. */
  public static UpdaterCost measure(OptimizerKind optimizer, Semantics semantics) {
    IUpdater config =
        RuleCatalogue.updater(
            optimizer,
            semantics,
            optimizer.hasLearningRate(semantics)
                ? OptionalDouble.of(LEARNING_RATE)
                : OptionalDouble.empty());
    long stateSize = config.stateSize(PARAMETERS);
    INDArray state = stateSize == 0 ? null : Nd4j.zeros(DataType.FLOAT, 1, stateSize);
    GradientUpdater<?> original = config.instantiate(state, state != null);
    double bytes =
        original.getState().values().stream()
                .mapToDouble(array -> (double) array.length() * array.dataType().width())
                .sum()
            / PARAMETERS;
    GradientUpdater<?> applied =
        FastUpdaters.vectorized(config, state)
            .<GradientUpdater<?>>map(updater -> updater)
            .orElse(original);
    double[] rounds = new double[ROUNDS];
    INDArray gradient = Nd4j.randn(DataType.FLOAT, PARAMETERS);
    INDArray summed = gradient.dup();
    ParameterUpdate update =
        new ParameterUpdate(applied, Nd4j.zeros(DataType.FLOAT, PARAMETERS), summed);
    int iteration = 0;
    for (int round = -1; round < ROUNDS; round++) {
      long time = 0;
      for (int step = 0; step < STEPS; step++) {
        summed.assign(gradient);
        long start = System.nanoTime();
        update.step(1, iteration++, 0);
        time += System.nanoTime() - start;
      }
      if (round >= 0) {
        rounds[round] = (double) time / STEPS / PARAMETERS;
      }
    }
    Arrays.sort(rounds);
    return new UpdaterCost(bytes, rounds[ROUNDS / 2]);
  }
}
