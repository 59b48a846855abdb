package org.optimizerstudy.engine.nd4j;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.Networks;
import org.optimizerstudy.optimizer.dl4j.FastUpdaters;

/** A trial's network with its initial parameters. Closing it frees its native memory. */
final class TrialNetwork implements AutoCloseable {

  private final MultiLayerNetwork network;

  private TrialNetwork(MultiLayerNetwork network) {
    this.network = network;
  }

  static TrialNetwork create(Trial trial, UnaryOperator<MultiLayerConfiguration> layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.apply(Networks.configuration(trial)));
    network.init();
    // DL4J's native ops are scalar; the vectorised rules give the same bits
    FastUpdaters.install(network);
    return new TrialNetwork(network);
  }

  MultiLayerNetwork network() {
    return network;
  }

  @Override
  public void close() {
    close(network);
  }

  /** Frees the native memory of a network. */
  static void close(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      layer.close();
    }
    network.close();
  }
}
