package org.optimizerstudy.backend;

import java.util.Optional;
import org.optimizerstudy.results.Device;

/** All workers on the CPU. */
public record Processor() implements Devices {

  @Override
  public int workers() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public int current() {
    return 0;
  }

  @Override
  public void pin(int worker) {
    // the operating system does
  }

  @Override
  public Optional<Device> device() {
    return Optional.empty();
  }
}
