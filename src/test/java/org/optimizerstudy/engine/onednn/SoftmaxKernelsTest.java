package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftmaxKernelsTest {

  /** An image of the first class with z = (logit, 0), so that p is about (1, exp(-logit)). */
  private static float gradientOfTheOtherClass(double logit) {
    INDArray x = Nd4j.createFromArray(new float[][] {{(float) logit}});
    INDArray w = Nd4j.createFromArray(new float[][] {{1, 0}}).dup('f');
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}});
    INDArray dW = Nd4j.create(DataType.FLOAT, new long[] {1, 2}, 'f');
    INDArray db = Nd4j.create(DataType.FLOAT, 1, 2);
    try (OneDnn oneDnn = new OneDnn()) {
      SoftmaxKernels kernels = new SoftmaxKernels(oneDnn, InnerProduct.of(x, 1, 2));
      kernels.forward(x, w, Nd4j.create(DataType.FLOAT, 1, 2));
      assertThat(kernels.probabilities().getFloat(0, 1)).isPositive();
      kernels.backward(labels, dW, db, false);
    }
    assertThat(db.getFloat(0, 0)).isZero();
    return db.getFloat(0, 1);
  }

  /** 2^-100 is exp(-69.3). */
  @Test
  void gradientsThatNoWeightCanTellAreZero() {
    assertThat((double) gradientOfTheOtherClass(69)).isCloseTo(Math.exp(-69), withPercentage(0.01));
    assertThat(gradientOfTheOtherClass(70)).isZero();
    assertThat(gradientOfTheOtherClass(80)).isZero();
  }
}
