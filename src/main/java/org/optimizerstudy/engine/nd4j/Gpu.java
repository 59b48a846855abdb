package org.optimizerstudy.engine.nd4j;

import java.util.List;

/**
 * A CUDA device.
 *
 * @param name the model
 * @param capability its compute capability
 * @param memory bytes
 */
public record Gpu(String name, Capability capability, long memory) {

  /**
   * A compute capability, which says what machine code a device runs.
   *
   * @param major the generation
   * @param minor a device runs code of its own generation for its own number and below
   */
  public record Capability(int major, int minor) {

    /**
     * Those that ND4J's CUDA library holds machine code for. It holds none that a driver could
     * translate for newer ones (PTX).
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
