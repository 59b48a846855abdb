package org.optimizerstudy.backend;

import java.util.Optional;
import org.optimizerstudy.results.Device;

/** Where the workers of a run compute. */
public interface Devices {

  /** How many workers are best by default. */
  int workers();

  /** Memories between which arrays are not shared: one, or one a GPU. */
  int count();

  /** The device of the calling thread, from 0. */
  int current();

  /**
   * Lets the calling thread compute where a worker of this number belongs.
   *
   * @param worker from 0
   */
  void pin(int worker);

  /** What to record of the calling thread's device; empty for the CPU. */
  Optional<Device> device();
}
