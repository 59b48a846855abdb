package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpectralConvolutionTest {

  /** The convolutions of the study that save multiplications, and their number of products. */
  @ParameterizedTest
  @CsvSource({
    "1, 28, 32, 3, 2, 0", "32, 14, 32, 3, 2, 0", "1, 28, 64, 7, 2, 0",
    "64, 14, 64, 7, 2, 121", "64, 7, 64, 7, 2, 37", "64, 4, 64, 7, 2, 13"
  })
  void isChosenWhereItPays(
      long channels, long size, long filters, long kernel, long stride, int products) {
    for (long batch : new long[] {1, 100, 500}) {
      Window window = Window.of(size, kernel, stride, 0, ConvolutionMode.Same);
      ConvolutionShape shape =
          new ConvolutionShape(
              Layout.images(batch, channels, size, size, 1), filters, window, window);
      ConvolutionAlgorithm algorithm = ConvolutionAlgorithm.of(shape, channels > 1);
      assertThat(
              algorithm instanceof SpectralConvolution spectral
                  ? spectral.algorithm().products()
                  : 0)
          .isEqualTo(products);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 7", "64, 64", "97, 97", "100, 100", "101, 101", "500, 100", "128, 64"})
  void dividesLargeBatches(long batch, long part) {
    assertThat(SpectralConvolution.of(shape(batch, 14, 14, 1)).part()).isEqualTo(part);
  }

  private static ConvolutionShape shape(long batch, long height, long width, long block) {
    return new ConvolutionShape(
        Layout.images(batch, 32, height, width, block),
        16,
        Window.of(height, 7, 2, 0, ConvolutionMode.Same),
        Window.of(width, 7, 2, 0, ConvolutionMode.Same));
  }

  /**
   * Batches of one part, of two parts, and of one part that no block divides; other layouts; other
   * images.
   */
  @ParameterizedTest
  @CsvSource({
    "26, 14, 14, 16, true",
    "26, 7, 7, 16, true",
    "26, 4, 4, 16, true",
    "150, 7, 7, 16, true",
    "31, 14, 14, 8, false",
    "3, 14, 7, 1, true",
    "2, 5, 9, 32, false"
  })
  void isAboutAsExactAsTheDirectAlgorithm(
      long batch, long height, long width, long block, boolean relu) {
    ConvolutionShape shape = shape(batch, height, width, block);
    Passes exact = Passes.exact(shape, relu);
    try (OneDnn one = new OneDnn();
        OneDnn other = new OneDnn()) {
      double[] direct =
          new Passes(shape, Convolution.of(shape, true).kernels(one, relu)).errors(exact);
      double[] spectral =
          new Passes(shape, SpectralConvolution.of(shape).kernels(other, relu)).errors(exact);
      for (int i = 0; i < direct.length; i++) {
        assertThat(spectral[i]).isLessThan(10 * direct[i]).isLessThan(1e-5);
      }
    }
  }

  /** Repeated passes give the same bits, even if a backward pass has overwritten the spectra. */
  @Test
  void passesCanBeRepeated() {
    ConvolutionShape shape = shape(30, 14, 14, 16);
    try (OneDnn oneDnn = new OneDnn()) {
      LayerKernels kernels = SpectralConvolution.of(shape).kernels(oneDnn, true);
      Passes first = new Passes(shape, kernels);
      assertThat(new Passes(shape, kernels).results).isEqualTo(first.results);
      INDArray dW = Nd4j.valueArrayOf(new long[] {16, 32, 7, 7}, Float.NaN);
      INDArray db = Nd4j.valueArrayOf(new long[] {16}, Float.NaN);
      kernels.backward(Passes.outputGradient(shape, first.outputLayout), dW, db, false);
      assertThat(dW.reshape(-1).toFloatVector()).isEqualTo(first.results[1]);
      assertThat(db.toFloatVector()).isEqualTo(first.results[2]);
    }
  }
}
