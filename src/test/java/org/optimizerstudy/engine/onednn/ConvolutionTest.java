package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {

  /** All convolutions of the study: only the slow fallback has row-major maps. */
  @ParameterizedTest
  @CsvSource({
    "1, 28, 32, 3, 2", "32, 14, 32, 3, 2", "1, 28, 32, 3, 1", "32, 14, 32, 3, 1",
    "1, 28, 64, 7, 2", "64, 14, 64, 7, 2", "64, 7, 64, 7, 2", "64, 4, 64, 7, 2",
    "1, 28, 64, 7, 1", "64, 14, 64, 7, 1", "64, 7, 64, 7, 1", "64, 4, 64, 7, 1"
  })
  void hasFastKernels(long channels, long size, long filters, long kernel, long stride) {
    Window window = Window.of(size, kernel, stride, 0, ConvolutionMode.Same);
    for (long batch : new long[] {100, 50, 500}) {
      Convolution convolution =
          Convolution.of(
              new ConvolutionShape(
                  Layout.images(batch, channels, size, size, 1), filters, window, window),
              channels > 1);
      assertThat(convolution.output())
          .isNotEqualTo(Layout.images(batch, filters, window.output(), window.output(), 1));
    }
  }
}
