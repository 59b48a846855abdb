package org.optimizerstudy.engine.nd4j;

import java.util.List;

/** Queries NVIDIA's driver. Only the build with the profile {@code cuda} has a provider. */
public interface GpuDriver {

  /**
   * The driver's answer.
   *
   * @param cuda newest CUDA version that the driver supports, as a number: 11.6 is 11060
   * @param gpus visible devices, in CUDA's order
   */
  record Answer(int cuda, List<Gpu> gpus) {
    public Answer {
      gpus = List.copyOf(gpus);
    }
  }

  /**
   * Queries the driver.
   *
   * @throws LinkageError if the libraries of the driver or of CUDA cannot be loaded
   * @throws IllegalStateException if the driver answers with an error
   */
  Answer ask();
}
