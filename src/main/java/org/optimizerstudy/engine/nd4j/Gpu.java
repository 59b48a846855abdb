package org.optimizerstudy.engine.nd4j;

import java.util.List;

/**
 * A CUDA device.
 *
 * @param name model of the device
 * @param capability compute capability
 * @param memory memory in bytes
 */
public record Gpu(String name, Capability capability, long memory) {

  /**
   * A compute capability, which determines the machine code that a device can run: code of its
   * major version and of its minor version or below.
   *
   * @param major generation of the device
   * @param minor version within the generation
   */
  public record Capability(int major, int minor) {

    /**
     * The capabilities for which ND4J's CUDA library has machine code. It has no PTX that a driver
     * could compile for newer devices.
     */
    private static final List<Capability> MACHINE_CODE =
        List.of(
            new Capability(3, 7),
            new Capability(5, 0),
            new Capability(5, 2),
            new Capability(6, 0),
            new Capability(6, 1),
            new Capability(7, 0),
            new Capability(7, 5),
            new Capability(8, 0),
            new Capability(8, 6));

    /** Whether ND4J's CUDA library runs on such a device. */
    public boolean isSupported() {
      return MACHINE_CODE.stream().anyMatch(code -> code.major == major && code.minor <= minor);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }
}
