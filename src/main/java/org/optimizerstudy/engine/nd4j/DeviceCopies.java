package org.optimizerstudy.engine.nd4j;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.optimizerstudy.data.Dataset;

/**
 * A data set on several GPUs: as it is on the first, on which it was read, and a copy per other.
 */
final class DeviceCopies {

  private final AffinityManager threads;
  private final Map<Integer, Dataset> copies = new HashMap<>();

  DeviceCopies(AffinityManager threads) {
    this.threads = threads;
  }

  /**
   * The data set on a device; the calling thread may be on another device afterwards.
   *
   * @param dataset on the first device; with another data set than last time all copies are made
   *     anew
   */
  synchronized Dataset on(int device, Dataset dataset) {
    if (copies.get(0) != dataset) {
      copies.clear();
      copies.put(0, dataset);
    }
    return copies.computeIfAbsent(device, index -> copy(dataset, index));
  }

  private Dataset copy(Dataset dataset, int device) {
    threads.unsafeSetDevice(0);
    Supplier<Dataset> copier = dataset.copier();
    threads.unsafeSetDevice(device);
    return copier.get();
  }
}
