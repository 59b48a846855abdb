package org.optimizerstudy.optimizer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.optimizer.rule.ParameterUpdate;

/**
 * Applies an updater to parameters with given gradients. Steps are as in DL4J: the updater turns
 * the gradient into an update, which is subtracted from the parameters.
 */
public final class Trace {

  private final INDArray parameters;
  private final INDArray gradients;
  private final ParameterUpdate update;
  private int steps;

  /**
   * @param rule the updater
   * @param start parameters before the first step
   */
  public Trace(IUpdater rule, float[] start) {
    long stateSize = rule.stateSize(start.length);
    INDArray state = stateSize == 0 ? null : Nd4j.create(DataType.FLOAT, stateSize);
    parameters = Nd4j.createFromArray(start.clone());
    gradients = parameters.dup();
    update = new ParameterUpdate(rule.instantiate(state, state != null), parameters, gradients);
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
    gradients.assign(Nd4j.createFromArray(gradient.clone()));
    update.step(1, steps, 0);
    steps++;
    return parameters.toFloatVector();
  }
}
