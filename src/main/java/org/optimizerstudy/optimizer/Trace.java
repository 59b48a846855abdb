package org.optimizerstudy.optimizer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Applies an updater to parameters with given gradients. Steps are as in DL4J: the updater turns
 * the gradient into an update, which is subtracted from the parameters.
 */
public final class Trace {

  private final GradientUpdater<?> updater;
  private final INDArray parameters;
  private int steps;

  /**
   * @param rule the updater
   * @param start parameters before the first step
   */
  public Trace(IUpdater rule, float[] start) {
    long stateSize = rule.stateSize(start.length);
    INDArray state = stateSize == 0 ? null : Nd4j.create(DataType.FLOAT, stateSize);
    updater = rule.instantiate(state, state != null);
    parameters = Nd4j.createFromArray(start.clone());
  }

  /**
   * Applies one step.
   *
   * @param gradient gradient with the length of the parameters; not modified
   * @return parameters after the step
   */
  public float[] step(float[] gradient) {
    if (gradient.length != parameters.length()) {
      throw new IllegalArgumentException(
          "step %d: must have %d gradients, found %d"
              .formatted(steps + 1, parameters.length(), gradient.length));
    }
    try (INDArray update = Nd4j.createFromArray(gradient.clone())) {
      updater.applyUpdater(update, steps, 0);
      parameters.subi(update);
    }
    steps++;
    return parameters.toFloatVector();
  }
}
