package org.optimizerstudy.engine.nd4j;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Device;

/**
 * The CPU with ND4J's arrays: one session per core.
 *
 * @param layers converts a configuration of stock layers to the layers that compute, with the same
 *     parameters
 */
public record CpuDevice(UnaryOperator<MultiLayerConfiguration> layers) implements ComputeDevice {

  @Override
  public Optional<Device> description() {
    return Optional.empty();
  }

  @Override
  public int sessions() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void test() {
    NetworkSelfTest.of(layers);
  }

  @Override
  public Session open(List<Trial> trials, Dataset dataset) {
    return NetworkSession.open(trials, layers, dataset);
  }
}
