package org.optimizerstudy.results;

import java.io.Serializable;
import java.util.Map;

/**
 * A graphics device that a trial ran on.
 *
 * @param name the model
 * @param features that results may depend on, by their names in trial.json: {@code
 *     compute_capability} of CUDA, or OpenCL's version as {@code opencl} and the {@code tier} of
 *     the device's arithmetic
 * @param memory bytes
 * @param driver of the machine
 */
public record Device(String name, Map<String, String> features, long memory, String driver)
    implements Serializable {

  private static final String TIER = "tier";

  /** The tier of devices that compute each operation to the last bit as Java does. */
  public static final String FIRST_TIER = "first";

  public Device {
    features = Map.copyOf(features);
  }

  /**
   * A device of CUDA.
   *
   * @param capability for example 8.6
   */
  public static Device cuda(String name, String capability, long memory, String driver) {
    return new Device(name, Map.of("compute_capability", capability), memory, driver);
  }

  /**
   * A device of OpenCL.
   *
   * @param version for example 3.0
   * @param tier {@value #FIRST_TIER}, or another with what the device lacks
   */
  public static Device openCl(
      String name, String version, String tier, long memory, String driver) {
    return new Device(name, Map.of("opencl", version, TIER, tier), memory, driver);
  }

  /** Whether the engine promises the same bits on every such device. */
  boolean isFirstTier() {
    return FIRST_TIER.equals(features.get(TIER));
  }
}
