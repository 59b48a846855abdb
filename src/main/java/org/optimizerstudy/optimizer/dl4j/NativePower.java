package org.optimizerstudy.optimizer.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Powers of a base in single precision as libnd4j computes them: with {@code powf} of the C
 * library, which Java cannot reproduce to the last bit.
 */
final class NativePower {

  private final INDArray base;
  private final INDArray power = Nd4j.zeros(DataType.FLOAT, 1);

  NativePower(float base) {
    this.base = Nd4j.createFromArray(base);
  }

  float at(int exponent) {
    Nd4j.getExecutioner().exec(new Pow(base, power, exponent));
    return power.getFloat(0);
  }
}
