package org.optimizerstudy.engine.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The kernels of a layer, one set per input shape, built on first use and kept. A training run has
 * few shapes: the training batch, the evaluation batch, and the smaller last batch of each.
 *
 * @param <Q> key of a set
 * @param <K> the kernels
 */
final class KernelCache<Q, K> implements AutoCloseable {
  private final Map<Q, K> kernels = new HashMap<>();
  private OneDnn oneDnn;

  /** Returns the kernels of {@code key}, built by {@code build} if absent. */
  K get(Q key, Function<OneDnn, K> build) {
    if (oneDnn == null) {
      oneDnn = new OneDnn();
    }
    return kernels.computeIfAbsent(key, absent -> build.apply(oneDnn));
  }

  /** Frees all kernels; a later {@link #get} builds them again. */
  @Override
  public void close() {
    kernels.clear();
    if (oneDnn != null) {
      oneDnn.close();
      oneDnn = null;
    }
  }
}
