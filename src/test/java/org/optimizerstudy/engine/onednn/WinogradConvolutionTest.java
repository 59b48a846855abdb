package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WinogradConvolutionTest {

  /** Channels, size, filters, kernel, stride and batch size. */
  @ParameterizedTest
  @CsvSource({
    "32, 14, 32, 3, 1, 100, true",
    "32, 14, 32, 3, 1, 500, true",
    "64, 7, 64, 3, 1, 100, true",
    "1, 28, 32, 3, 1, 100, false",
    "24, 14, 32, 3, 1, 100, false",
    "32, 4, 32, 3, 1, 100, false",
    "32, 14, 32, 3, 2, 100, false",
    "32, 14, 32, 5, 1, 100, false",
    "32, 14, 32, 3, 1, 97, false",
    "64, 14, 64, 7, 2, 100, false"
  })
  void isChosenWithoutAvx512WhereItPays(
      long channels, long size, long filters, long kernel, long stride, long batch, boolean pays) {
    Window window = Window.of(size, kernel, stride, 0, ConvolutionMode.Same);
    ConvolutionShape shape =
        new ConvolutionShape(
            Layout.images(batch, channels, size, size, 1), filters, window, window);
    assertThat(ConvolutionAlgorithm.of(shape, channels > 1) instanceof WinogradConvolution)
        .isEqualTo(pays && !OneDnn.hasAvx512());
  }

  private static ConvolutionShape shape(
      long batch, long height, long width, long block, ConvolutionMode mode) {
    return new ConvolutionShape(
        Layout.images(batch, 32, height, width, block),
        16,
        Window.of(height, 3, 1, 0, mode),
        Window.of(width, 3, 1, 0, mode));
  }

  /**
   * Outputs of four rows or columns per tile, with a last tile of two that is full or half used,
   * and with a last tile of four of which three are used; one and several parts; other layouts.
   */
  @ParameterizedTest
  @CsvSource({
    "20, 14, 14, 8, true, Same",
    "30, 14, 13, 16, true, Same",
    "7, 15, 16, 1, false, Same",
    "10, 8, 17, 32, true, Truncate",
    "3, 11, 9, 8, false, Truncate"
  })
  void isAboutAsExactAsTheDirectAlgorithm(
      long batch, long height, long width, long block, boolean relu, ConvolutionMode mode) {
    ConvolutionShape shape = shape(batch, height, width, block, mode);
    Passes exact = Passes.exact(shape, relu);
    try (OneDnn one = new OneDnn();
        OneDnn other = new OneDnn()) {
      double[] direct =
          new Passes(shape, Convolution.of(shape, true).kernels(one, relu)).errors(exact);
      double[] winograd =
          new Passes(shape, WinogradConvolution.of(shape).kernels(other, relu)).errors(exact);
      for (int i = 0; i < direct.length; i++) {
        assertThat(winograd[i]).isLessThan(10 * direct[i]).isLessThan(1e-5);
      }
    }
  }

  /** Repeated passes give the same bits, even if a backward pass has overwritten the spectra. */
  @Test
  void passesCanBeRepeated() {
    ConvolutionShape shape = shape(20, 14, 14, 8, ConvolutionMode.Same);
    try (OneDnn oneDnn = new OneDnn()) {
      LayerKernels kernels = WinogradConvolution.of(shape).kernels(oneDnn, true);
      Passes first = new Passes(shape, kernels);
      assertThat(new Passes(shape, kernels).results).isEqualTo(first.results);
      INDArray dW = Nd4j.valueArrayOf(new long[] {16, 32, 3, 3}, Float.NaN);
      INDArray db = Nd4j.valueArrayOf(new long[] {16}, Float.NaN);
      kernels.backward(Passes.outputGradient(shape, first.outputLayout), dW, db, false);
      assertThat(dW.reshape(-1).toFloatVector()).isEqualTo(first.results[1]);
      assertThat(db.toFloatVector()).isEqualTo(first.results[2]);
    }
  }

  /** Black images and biases of 0 give exactly 0 where the window is black. */
  @Test
  void blackWindowsAreExactlyZero() {
    ConvolutionShape shape = shape(10, 14, 14, 8, ConvolutionMode.Same);
    try (OneDnn oneDnn = new OneDnn()) {
      LayerKernels kernels = WinogradConvolution.of(shape).kernels(oneDnn, true);
      INDArray x = oneDnn.zeros(shape.images());
      x.putScalar(new long[] {3, 2, 7, 7, 1}, 1);
      INDArray w = Nd4j.valueArrayOf(new long[] {16, 32, 3, 3}, 0.3f);
      INDArray y = kernels.forward(x, w, Nd4j.zeros(DataType.FLOAT, 1, 16));
      for (long p = 0; p < 14; p++) {
        for (long q = 0; q < 14; q++) {
          boolean sees = Math.abs(p - 7) <= 1 && Math.abs(q - 7) <= 1;
          float value = y.getFloat(3, 1, p, q, 5);
          if (sees) {
            assertThat(value).isCloseTo(0.3f, within(1e-5f));
          } else {
            assertThat(value).isZero();
          }
        }
      }
    }
  }
}
