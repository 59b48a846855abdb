package org.optimizerstudy.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/** What an updater does to parameters whose gradients are given. */
public final class Trace {

  private Trace() {}

  /**
   * Takes a step for each vector of gradients, as DL4J does: the updater makes an update of the
   * gradient, which is subtracted from the parameters.
   *
   * @param rule the updater
   * @param start parameters before the first step
   * @param gradients one vector a step, each as long as the parameters
   * @return parameters after each step
   */
  public static List<float[]> of(IUpdater rule, float[] start, List<float[]> gradients) {
    long stateSize = rule.stateSize(start.length);
    INDArray state = stateSize == 0 ? null : Nd4j.create(DataType.FLOAT, stateSize);
    GradientUpdater<?> updater = rule.instantiate(state, state != null);
    INDArray parameters = Nd4j.createFromArray(start.clone());
    List<float[]> trace = new ArrayList<>();
    for (float[] gradient : gradients) {
      if (gradient.length != start.length) {
        throw new IllegalArgumentException(
            "step "
                + (trace.size() + 1)
                + " must have "
                + start.length
                + " gradients, found "
                + gradient.length);
      }
      INDArray update = Nd4j.createFromArray(gradient.clone());
      updater.applyUpdater(update, trace.size(), 0);
      parameters.subi(update);
      trace.add(parameters.toFloatVector());
    }
    return trace;
  }
}
