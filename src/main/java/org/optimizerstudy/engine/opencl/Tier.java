package org.optimizerstudy.engine.opencl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencl.global.OpenCL;
import org.optimizerstudy.results.Device;

/**
 * How exact a device's float arithmetic is. Devices of the first tier round every operation as IEEE
 * 754 and Java do, so that a trial has the same bits on all of them. Devices of the second tier
 * train as well; their records may differ from those of other devices in the last bits.
 *
 * @param missing what a device of the second tier lacks, in words; empty for the first tier
 */
record Tier(List<String> missing) {

  static final String DENORMALS = "denormal numbers";
  static final String DIVISION = "correctly rounded division";
  static final String SQUARE_ROOT = "correctly rounded square root";

  private static final Map<Integer, List<String>> FEATURES = features();

  Tier {
    missing = List.copyOf(missing);
  }

  private static Map<Integer, List<String>> features() {
    Map<Integer, List<String>> features = new LinkedHashMap<>();
    features.put(OpenCL.CL_FP_FMA, List.of("fused multiply-add in hardware"));
    features.put(OpenCL.CL_FP_DENORM, List.of(DENORMALS));
    features.put(OpenCL.CL_FP_INF_NAN, List.of("infinities and NaN"));
    features.put(OpenCL.CL_FP_ROUND_TO_NEAREST, List.of("rounding to nearest"));
    features.put(OpenCL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT, List.of(DIVISION, SQUARE_ROOT));
    return features;
  }

  /** What the driver says that the device lacks. */
  static List<String> undeclared(DeviceDescription device) {
    return FEATURES.entrySet().stream()
        .filter(feature -> !device.has(feature.getKey()))
        .flatMap(feature -> feature.getValue().stream())
        .toList();
  }

  boolean isFirst() {
    return missing.isEmpty();
  }

  /** As in trial.json. */
  @Override
  public String toString() {
    return isFirst() ? Device.FIRST_TIER : "second: without " + String.join(", ", missing);
  }
}
