package org.optimizerstudy.engine.nd4j;

import java.util.List;

/** Asks NVIDIA's driver. The build with the profile {@code cuda} has a provider, others none. */
public interface GpuDriver {

  /**
   * What the driver says.
   *
   * @param cuda the newest CUDA that the driver supports, as it counts: 11.6 is 11060
   * @param gpus the visible devices, in CUDA's order
   */
  record Answer(int cuda, List<Gpu> gpus) {
    public Answer {
      gpus = List.copyOf(gpus);
    }
  }

  /**
   * @throws LinkageError if the libraries of the driver or of CUDA cannot be loaded
   * @throws IllegalStateException if the driver answers with an error
   */
  Answer ask();
}
