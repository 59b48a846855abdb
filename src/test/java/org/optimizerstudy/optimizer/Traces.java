package org.optimizerstudy.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;

/** Complete traces in memory. */
public final class Traces {

  private Traces() {}

  /** Parameters after each step. */
  public static List<float[]> of(IUpdater rule, float[] start, List<float[]> gradients) {
    Trace trace = new Trace(rule, start);
    List<float[]> parameters = new ArrayList<>();
    gradients.forEach(gradient -> parameters.add(trace.step(gradient)));
    return parameters;
  }
}
