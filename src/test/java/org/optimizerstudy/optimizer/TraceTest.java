package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.optimizer.rule.GradientDescent;

class TraceTest {

  @Test
  void givesTheParametersAfterEachStep() {
    float[] start = {1, 2};
    List<float[]> gradients = List.of(new float[] {2, 0}, new float[] {-4, 8});

    List<float[]> trace = Traces.of(new GradientDescent(0.5), start, gradients);

    assertThat(trace).containsExactly(new float[] {0, 2}, new float[] {2, -2});
    assertThat(start).containsExactly(1, 2);
    assertThat(gradients.get(0)).containsExactly(2, 0);
  }

  @Test
  void gradientsOfAnotherLengthAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Traces.of(new GradientDescent(0.5), new float[2], List.of(new float[3])))
        .withMessage("step 1: must have 2 gradients, found 3");
  }
}
