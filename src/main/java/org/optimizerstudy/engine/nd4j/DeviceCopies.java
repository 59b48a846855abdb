package org.optimizerstudy.engine.nd4j;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.optimizerstudy.data.Dataset;

/** A data set on several GPUs: the original on the first GPU, and one copy per other GPU. */
final class DeviceCopies {

  private final AffinityManager threads;
  private final Map<Integer, Dataset> copies = new HashMap<>();

  DeviceCopies(AffinityManager threads) {
    this.threads = threads;
  }

  /**
   * The data set on a device; the calling thread may be on another device afterwards.
   *
   * @param dataset data set on the first device; if it is not that of the last call, new copies are
   *     made
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
