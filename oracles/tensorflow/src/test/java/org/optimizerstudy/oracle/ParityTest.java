package org.optimizerstudy.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The graph's layouts, against a forward pass in DL4J's; and that training trains. */
class ParityTest {
  private static final Path MNIST = Path.of("../../src/main/resources/mnist");
  private static final int FILTERS = ParityInputs.FILTERS;

  private final ParityInputs inputs = shortened(ParityInputs.random(7), 20);

  @Test
  void firstLossIsThatOfAPlainForwardPass() throws IOException {
    TrainingImages data = TrainingImages.read(MNIST);
    float loss = new Parity(inputs, data).losses(TensorFlowOptimizer.GRADIENT_DESCENT, 0f)[0];

    int[] rows = inputs.batches()[0];
    double expected =
        IntStream.of(rows).mapToDouble(row -> plainLoss(data, row)).average().orElseThrow();
    assertThat((double) loss).isCloseTo(expected, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(TensorFlowOptimizer.class)
  void theSameBatchAgainAndAgainIsLearned(TensorFlowOptimizer optimizer) throws IOException {
    int[][] same = inputs.batches().clone();
    Arrays.fill(same, same[0]);
    float[] losses =
        new Parity(new ParityInputs(inputs.parameters(), same), TrainingImages.read(MNIST))
            .losses(optimizer, 0.001f);

    assertThat(losses).doesNotContain(Float.NaN);
    assertThat(losses[losses.length - 1]).isLessThan(losses[0]);
  }

  private double plainLoss(TrainingImages data, int row) {
    double[] image =
        IntStream.range(0, 28 * 28).mapToDouble(i -> data.images().value(row, i) / 255.0).toArray();
    double[] hidden =
        convolution(image, 1, 28, inputs.parameters().get(0), inputs.parameters().get(1));
    double[] features =
        convolution(hidden, FILTERS, 14, inputs.parameters().get(2), inputs.parameters().get(3));
    float[] weights = inputs.parameters().get(4);
    double[] logits = new double[10];
    for (int c = 0; c < 10; c++) {
      logits[c] = inputs.parameters().get(5)[c];
      for (int i = 0; i < features.length; i++) {
        logits[c] += features[i] * weights[i * 10 + c];
      }
    }
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Math.log(sum) - logits[data.labels().value(row, 0)];
  }

  /** [channels, size, size] to [filters, size/2, size/2]: SAME pads only the far side by one. */
  private static double[] convolution(
      double[] x, int channels, int size, float[] weights, float[] bias) {
    int half = size / 2;
    double[] y = new double[FILTERS * half * half];
    for (int i = 0; i < y.length; i++) {
      int filter = i / (half * half);
      int top = 2 * (i / half % half);
      int left = 2 * (i % half);
      double sum = bias[filter];
      for (int w = 0; w < channels * 9; w++) {
        int row = top + w / 3 % 3;
        int column = left + w % 3;
        if (row < size && column < size) {
          sum += weights[filter * channels * 9 + w] * x[(w / 9 * size + row) * size + column];
        }
      }
      y[i] = Math.max(0, sum);
    }
    return y;
  }

  private static ParityInputs shortened(ParityInputs inputs, int steps) {
    return new ParityInputs(inputs.parameters(), Arrays.copyOf(inputs.batches(), steps));
  }
}
