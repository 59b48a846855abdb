package org.optimizerstudy.optimizer.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.optimizer.Gradients;
import org.optimizerstudy.optimizer.Traces;
import org.optimizerstudy.optimizer.rule.GradientDescent;

class ProximalRulesTest {

  private static final float[] START = Gradients.parameters(1_500, 1);
  private static final List<float[]> GRADIENTS = Gradients.mixed(100, START.length, 2);

  /** In every bit. */
  @Test
  void withoutPenaltiesTheyAreGradientDescentAndAdagrad() {
    assertThat(Traces.of(new ProximalGradientDescent(0.1, 0, 0), START, GRADIENTS))
        .containsExactlyElementsOf(Traces.of(new GradientDescent(0.1), START, GRADIENTS));
    assertThat(Traces.of(new ProximalAdagrad(0.1, 0.1, 0, 0), START, GRADIENTS))
        .containsExactlyElementsOf(Traces.of(new Adagrad(0.1, 0.1), START, GRADIENTS));
  }

  /** A penalty on magnitudes makes parameters exactly 0, one on squares does not. */
  @Test
  void l1MakesParametersZero() {
    assertThat(zeros(Traces.of(new ProximalGradientDescent(0.1, 0.05, 0), START, GRADIENTS)))
        .isPositive();
    assertThat(zeros(Traces.of(new ProximalAdagrad(0.1, 0.1, 0.05, 0), START, GRADIENTS)))
        .isPositive();
    assertThat(zeros(Traces.of(new Ftrl(0.1, 0.1, 0.05, 0), START, GRADIENTS))).isPositive();
    assertThat(zeros(Traces.of(new ProximalGradientDescent(0.1, 0, 0.05), START, GRADIENTS)))
        .isZero();
  }

  /** Of the last step. */
  private static int zeros(List<float[]> trace) {
    int zeros = 0;
    for (float theta : trace.get(trace.size() - 1)) {
      zeros += theta == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** As the rule's documentation says. */
  @Test
  void ftrlForgetsTheInitialParameters() {
    float[] start = {5, -3};

    float[] theta =
        Traces.of(new Ftrl(0.01, 0.1, 0, 0), start, List.of(new float[] {0, 1e-4f})).get(0);

    assertThat(theta[0]).isZero();
    assertThat(theta[1]).isBetween(-1e-4f, 1e-4f);
  }
}
