package org.optimizerstudy.backend;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.optimizerstudy.results.Device;

/** Workers spread over GPUs, one a GPU by default. */
public final class Gpus implements Devices {

  private final List<Device> devices;
  private final AffinityManager threads;

  /**
   * @param devices in CUDA's order
   * @param threads ND4J's, which knows the device of each thread
   */
  public Gpus(List<Device> devices, AffinityManager threads) {
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("There must be a device");
    }
    this.devices = List.copyOf(devices);
    this.threads = threads;
  }

  @Override
  public int workers() {
    return devices.size();
  }

  @Override
  public int count() {
    return devices.size();
  }

  @Override
  public int current() {
    return threads.getDeviceForCurrentThread();
  }

  @Override
  public void pin(int worker) {
    threads.unsafeSetDevice(worker % devices.size());
  }

  @Override
  public Optional<Device> device() {
    return Optional.of(devices.get(current()));
  }
}
