package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares the derivative of ReLU with its definition, in any layout and part of a batch. */
class RectifierProperties {

  @Property(tries = 60)
  void keepsTheGradientWhereTheOutputIsPositiveAndNowhereElse(
      @ForAll @IntRange(min = 1, max = 3) int n,
      @ForAll @IntRange(min = 1, max = 2) int blocks,
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll @IntRange(min = 0, max = 2) int part,
      @ForAll boolean blocked,
      @ForAll Random random) {
    Layout layout = Layout.images(n, blocks * 16L, size, size, blocked ? 16 : 1);
    Layout whole = layout.withBatch(3L * n);
    float[] output = new float[(int) whole.length()];
    float[] before = new float[output.length];
    for (int i = 0; i < output.length; i++) {
      output[i] = Math.max(0, (float) random.nextGaussian());
      before[i] = (float) random.nextGaussian();
    }
    try (OneDnn oneDnn = new OneDnn()) {
      INDArray gradient = array(oneDnn, whole, before);
      Tensor gradientPart = oneDnn.tensor(layout);
      Tensor outputPart = oneDnn.tensor(layout);
      Primitive derivative = oneDnn.reluBackward(gradientPart, outputPart);
      gradientPart.bindPart(gradient, part);
      outputPart.bindPart(array(oneDnn, whole, output), part);

      derivative.run();

      float[] after = gradient.dup().data().asFloat();
      for (int i = 0; i < after.length; i++) {
        boolean kept = i / layout.length() != part || output[i] > 0;
        assertThat(after[i]).isEqualTo(kept ? before[i] : 0 * before[i]);
      }
    }
  }

  private static INDArray array(OneDnn oneDnn, Layout layout, float[] elements) {
    return oneDnn.zeros(layout).assign(Nd4j.createFromArray(elements).reshape(layout.shape()));
  }
}
