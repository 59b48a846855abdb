package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PooledConvolutionTest {

  /** Maps of 28x28x32 floats take 98 KiB per image: ten of them are below 1 MiB. */
  @ParameterizedTest
  @CsvSource({"1, 1", "7, 1", "10, 1", "11, 11", "50, 5", "100, 10", "97, 97", "1000, 100"})
  void dividesTheBatchOfTheFirstLayer(long batch, long parts) {
    PooledConvolution pooled =
        PooledConvolution.of(Layout.rowMajor(batch, 1, 28, 28), layer("small-pooled", 0), true);
    assertThat(pooled.parts()).isEqualTo(parts);
    assertThat(pooled.external()).isEqualTo(Layout.rowMajor(batch, 1, 28, 28));
    assertBlocks(pooled.output(), batch, 14);
  }

  @Test
  void leavesTheBatchOfInnerLayersWhole() {
    PooledConvolution pooled =
        PooledConvolution.of(Layout.images(1_000, 32, 14, 14, 16), layer("small-pooled", 1), false);
    assertThat(pooled.parts()).isEqualTo(1);
    assertBlocks(pooled.output(), 1_000, 7);
  }

  /**
   * Blocks of the size of a vector register: pooling of row-major maps would be ten times slower.
   */
  private static void assertBlocks(Layout output, long batch, long size) {
    assertThat(output.channelBlock()).isIn(8L, 16L);
    assertThat(output).isEqualTo(Layout.images(batch, 32, size, size, output.channelBlock()));
  }

  private static OneDnnPooledConvolutionLayer layer(String network, int index) {
    MultiLayerConfiguration fast = OneDnnLayers.accelerate(StudyNetworks.configuration(network));
    return (OneDnnPooledConvolutionLayer) fast.getConf(index).getLayer();
  }
}
