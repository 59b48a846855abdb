package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.util.ConvolutionUtils;

class WindowProperties {

  @Property
  void sameIsTensorFlowsAndDl4js(
      @ForAll @IntRange(min = 1, max = 40) int input,
      @ForAll @IntRange(min = 1, max = 9) int kernel,
      @ForAll @IntRange(min = 1, max = 3) int stride) {
    Window window = Window.of(input, kernel, stride, 0, ConvolutionMode.Same);
    int output = (int) Math.ceil((double) input / stride);
    int total = Math.max((output - 1) * stride + kernel - input, 0);
    assertThat(window.output()).isEqualTo(output);
    assertThat(window.before() + window.after()).isEqualTo(total);
    assertThat(window.after() - window.before()).isBetween(0L, 1L);
    if ((output - 1) * stride + kernel >= input) {
      int[] before =
          ConvolutionUtils.getSameModeTopLeftPadding(
              new int[] {output, output},
              new int[] {input, input},
              new int[] {kernel, kernel},
              new int[] {stride, stride},
              new int[] {1, 1});
      assertThat(window.before()).isEqualTo(before[0]);
    }
  }

  @Property
  void otherModesCoverWhatTheirOutputNeeds(
      @ForAll @IntRange(min = 9, max = 40) int input,
      @ForAll @IntRange(min = 1, max = 9) int kernel,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(min = 0, max = 4) int padding) {
    Window window = Window.of(input, kernel, stride, padding, ConvolutionMode.Truncate);
    assertThat((window.output() - 1) * stride + kernel)
        .isEqualTo(input + window.before() + window.after());
    assertThat(window.before()).isEqualTo(padding);
    assertThat(window.after()).isBetween((long) padding - stride + 1, (long) padding);
  }
}
