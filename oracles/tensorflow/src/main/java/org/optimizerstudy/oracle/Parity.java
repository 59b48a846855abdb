package org.optimizerstudy.oracle;

import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Losses of small-cnn's training in TensorFlow, one a step, from given parameters and batches. */
final class Parity {
  private final ParityInputs inputs;
  private final TrainingImages data;

  Parity(ParityInputs inputs, TrainingImages data) {
    this.inputs = inputs;
    this.data = data;
  }

  /** The mean loss of each step's batch, before that step's update. */
  float[] losses(TensorFlowOptimizer optimizer, float learningRate) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      SmallCnn network = new SmallCnn(tf, inputs);
      UpdateGraph update =
          new UpdateGraph(
              tf, optimizer, learningRate, network.variables(), network.gradients(graph));
      try (Session session = new Session(graph)) {
        network.initializers().forEach(session::run);
        update.initializers().forEach(session::run);
        float[] losses = new float[inputs.batches().length];
        for (int step = 0; step < losses.length; step++) {
          int[] rows = inputs.batches()[step];
          try (TFloat32 pixels = data.pixels(rows);
              TFloat32 oneHot = data.oneHot(rows);
              Result result =
                  session
                      .runner()
                      .feed(network.images(), pixels)
                      .feed(network.labels(), oneHot)
                      .addTarget(update.step())
                      .fetch(network.loss())
                      .run()) {
            losses[step] = ((TFloat32) result.get(0)).getFloat();
          }
        }
        return losses;
      }
    }
  }
}
