package org.optimizerstudy.optimizer.dl4j;

/**
 * The learning rate with Adam's correction of the moments' bias towards 0, {@code lr sqrt(1 - b2^t)
 * / (1 - b1^t)}, as DL4J's ops compute it.
 */
final class CorrectedRate {

  private final float eta;
  private final NativePower power1;
  private final NativePower power2;

  CorrectedRate(double learningRate, double beta1, double beta2) {
    eta = (float) learningRate;
    power1 = new NativePower((float) beta1);
    power2 = new NativePower((float) beta2);
  }

  float at(int iteration) {
    int t = iteration + 1;
    float root = (float) Math.sqrt((float) (1.0 - power2.at(t)));
    return (float) (eta * root / (1.0 - power1.at(t)));
  }
}
