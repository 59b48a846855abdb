package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.opencl.global.OpenCL;
import org.junit.jupiter.api.Test;

class ArithmeticProbeTest {

  private final ArithmeticProbe probe = new ArithmeticProbe();

  /** Java's results, those of one operation changed. */
  private List<float[]> changed(int operation, UnaryOperator<Float> change) {
    List<float[]> results = probe.expected();
    float[] values = results.get(operation);
    for (int i = 0; i < values.length; i++) {
      values[i] = change.apply(values[i]);
    }
    return results;
  }

  private static boolean isDenormal(float value) {
    return value != 0 && Math.abs(value) < Float.MIN_NORMAL;
  }

  @Test
  void javasResultsLackNothing() {
    assertThat(probe.lacking(probe.expected())).isEmpty();
  }

  @Test
  void thereAreEnoughDenormalsAndSumsThatCancel() {
    List<float[]> results = probe.expected();
    for (float[] values : results.subList(0, 3)) {
      int denormal = 0;
      for (float value : values) {
        denormal += isDenormal(value) ? 1 : 0;
      }
      assertThat(denormal).isGreaterThan(100);
    }
    int fused = 0;
    for (int i = 0; i < results.get(0).length; i++) {
      fused += results.get(1)[i] == 0 && results.get(0)[i] != 0 ? 1 : 0;
    }
    assertThat(fused).isGreaterThan(100);
  }

  @Test
  void flushedDenormalsAreSeen() {
    for (int operation = 0; operation < 3; operation++) {
      assertThat(probe.lacking(changed(operation, value -> isDenormal(value) ? 0f : value)))
          .containsExactly("denormal numbers");
    }
  }

  @Test
  void aLastBitIsSeen() {
    UnaryOperator<Float> lastBit = value -> value > 1 && value < 2 ? Math.nextUp(value) : value;
    assertThat(probe.lacking(changed(2, lastBit))).contains("correctly rounded division");
    assertThat(probe.lacking(changed(3, lastBit))).containsExactly("correctly rounded square root");
  }

  @Test
  void aProductWithSumIsNoFusedMultiplyAdd() {
    List<float[]> results = probe.expected();
    assertThat(
            probe.lacking(List.of(results.get(1), results.get(1), results.get(2), results.get(3))))
        .contains("correctly rounded fused multiply-add")
        .doesNotContain("separately rounded products and sums");
    assertThat(
            probe.lacking(List.of(results.get(0), results.get(0), results.get(2), results.get(3))))
        .contains("separately rounded products and sums")
        .doesNotContain("correctly rounded fused multiply-add");
  }

  @Test
  void whatTheDriverDoesNotDeclareIsMissing() {
    FakeDriver driver = new FakeDriver();
    driver.answer(
        OpenCL.CL_DEVICE_SINGLE_FP_CONFIG,
        (long) (OpenCL.CL_FP_INF_NAN | OpenCL.CL_FP_ROUND_TO_NEAREST));
    assertThat(Tier.undeclared(DeviceDescription.read("p", driver.info())))
        .containsExactly(
            "fused multiply-add in hardware",
            "denormal numbers",
            "correctly rounded division",
            "correctly rounded square root");
    driver.answer(OpenCL.CL_DEVICE_SINGLE_FP_CONFIG, 0L);
    assertThat(Tier.undeclared(DeviceDescription.read("p", driver.info())))
        .contains("infinities and NaN", "rounding to nearest");
    assertThat(Tier.undeclared(DeviceDescription.read("p", new FakeDriver().info()))).isEmpty();
  }

  @Test
  void poclIsOfTheFirstTier() {
    FoundDevice device = Devices.first();
    assumeTrue(
        device.description().platform().contains("Portable Computing"),
        "skipped: the first device is not POCL's");

    assertThat(device.tier().missing()).isEmpty();
    assertThat(device.tier()).hasToString("first");
  }
}
