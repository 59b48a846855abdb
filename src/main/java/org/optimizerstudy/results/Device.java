package org.optimizerstudy.results;

import java.io.Serializable;
import java.util.Map;

/**
 * A graphics device on which a trial ran.
 *
 * @param name model of the device
 * @param features properties on which results may depend, by their names in trial.json: {@code
 *     compute_capability} for CUDA; {@code opencl}, the version, and {@code tier}, the tier of the
 *     device's arithmetic, for OpenCL
 * @param memory memory in bytes
 * @param driver version of the driver
 */
public record Device(String name, Map<String, String> features, long memory, String driver)
    implements Serializable {

  /** Feature of OpenCL devices: the tier of their arithmetic. */
  static final String TIER = "tier";

  /** The tier of devices that compute every operation with the same bits as Java. */
  public static final String FIRST_TIER = "first";

  public Device {
    features = Map.copyOf(features);
  }

  /**
   * A CUDA device.
   *
   * @param capability compute capability, for example 8.6
   */
  public static Device cuda(String name, String capability, long memory, String driver) {
    return new Device(name, Map.of("compute_capability", capability), memory, driver);
  }

  /**
   * An OpenCL device.
   *
   * @param version version of OpenCL, for example 3.0
   * @param tier {@value #FIRST_TIER}, or another tier with the reason
   */
  public static Device openCl(
      String name, String version, String tier, long memory, String driver) {
    return new Device(name, Map.of("opencl", version, TIER, tier), memory, driver);
  }

  /** Whether the engine guarantees the same bits on every such device. */
  boolean isFirstTier() {
    return FIRST_TIER.equals(features.get(TIER));
  }
}
