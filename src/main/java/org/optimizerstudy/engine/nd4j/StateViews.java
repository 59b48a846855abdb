package org.optimizerstudy.engine.nd4j;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.TrainingState;

/** Copies a network's training state from its flattened views and back, bit by bit. */
final class StateViews {

  private static final float[] NONE = {};

  private final MultiLayerNetwork network;

  StateViews(MultiLayerNetwork network) {
    this.network = network;
  }

  TrainingState copy(int epoch, long iterations) {
    return new TrainingState(
        epoch, iterations, copy(network.params()), copy(network.getUpdater().getStateViewArray()));
  }

  /**
   * Writes a state to the views.
   *
   * @throws InvalidInputException if it does not match the network and its rule
   */
  void restore(TrainingState state) {
    put(state.parameters(), network.params(), "parameters");
    put(state.updaterState(), network.getUpdater().getStateViewArray(), "values of updater state");
    network.getLayerWiseConfigurations().setIterationCount(Math.toIntExact(state.iterations()));
  }

  private static float[] copy(INDArray view) {
    return view == null ? NONE : view.reshape(view.length()).toFloatVector();
  }

  private static void put(float[] values, INDArray view, String what) {
    long length = view == null ? 0 : view.length();
    if (values.length != length) {
      throw new InvalidInputException(
          "checkpoint: must hold %d %s, found %d; delete the trial's directory to begin it again"
              .formatted(length, what, values.length));
    }
    if (length > 0) {
      view.reshape(length).assign(Nd4j.createFromArray(values));
    }
  }
}
