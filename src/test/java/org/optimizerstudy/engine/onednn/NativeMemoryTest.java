package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** The process's resident memory, native memory included. */
class NativeMemoryTest {
  private static final long MIB = 1 << 20;

  private static MultiLayerNetwork network() {
    return StudyNetworks.network(
        OneDnnLayers.accelerate(StudyNetworks.configuration("small-pooled")));
  }

  @Test
  void trainingDoesNotGrow() {
    MultiLayerNetwork network = network();
    DataSet[] batches = {StudyNetworks.batch(100, 1), StudyNetworks.batch(50, 2)};
    long before = 0;
    for (int i = 0; i < 150; i++) {
      network.fit(batches[i % 2]);
      network.output(batches[0].getFeatures());
      if (i == 50) {
        before = Pointer.physicalBytes();
      }
    }
    assertThat(Pointer.physicalBytes() - before).isLessThan(40 * MIB);
  }

  /** Each network takes some 100 MiB; without release thirty would take 3 GiB. */
  @Test
  void closedLayersReleaseTheirMemory() {
    DataSet batch = StudyNetworks.batch(300, 1);
    long before = 0;
    for (int i = 0; i < 30; i++) {
      MultiLayerNetwork network = network();
      network.fit(batch);
      for (Layer layer : network.getLayers()) {
        layer.close();
      }
      if (i == 5) {
        before = Pointer.physicalBytes();
      }
    }
    assertThat(Pointer.physicalBytes() - before).isLessThan(300 * MIB);
  }
}
