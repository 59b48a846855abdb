package org.optimizerstudy.oracle;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Parameters after each step of one optimizer over given gradients. */
final class Trace {
  private Trace() {}

  /**
   * @param rows theta_0, then one gradient a step
   * @return theta after each step
   */
  static List<float[]> of(TensorFlowOptimizer optimizer, float learningRate, List<float[]> rows) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> gradient = tf.placeholder(TFloat32.class);
      var theta0 = tf.constant(rows.get(0));
      Variable<TFloat32> theta = tf.variable(theta0.shape(), TFloat32.class);
      Op start = tf.assign(theta, theta0);
      UpdateGraph update =
          new UpdateGraph(tf, optimizer, learningRate, List.of(theta), List.of(gradient));

      try (Session session = new Session(graph)) {
        session.run(start);
        update.initializers().forEach(session::run);
        List<float[]> trace = new ArrayList<>();
        for (float[] row : rows.subList(1, rows.size())) {
          try (TFloat32 fed = TFloat32.vectorOf(row);
              Result result =
                  session
                      .runner()
                      .feed(gradient, fed)
                      .addTarget(update.step())
                      .fetch(update.updated().get(0))
                      .run()) {
            trace.add(StdArrays.array1dCopyOf((TFloat32) result.get(0)));
          }
        }
        return trace;
      }
    }
  }
}
