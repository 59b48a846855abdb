package org.optimizerstudy.engine.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A layer's kernels, one set an input shape, built when first needed and kept: a training run sees
 * only the training batch, the evaluation batch and their last, smaller ones.
 *
 * @param <Q> what distinguishes the sets
 * @param <K> the kernels
 */
final class KernelCache<Q, K> implements AutoCloseable {
  private final Map<Q, K> kernels = new HashMap<>();
  private OneDnn oneDnn;

  /** The kernels of {@code key}, built by {@code build} if there are none yet. */
  K get(Q key, Function<OneDnn, K> build) {
    if (oneDnn == null) {
      oneDnn = new OneDnn();
    }
    return kernels.computeIfAbsent(key, absent -> build.apply(oneDnn));
  }

  /** Frees all kernels; a later {@link #get} builds anew. */
  @Override
  public void close() {
    kernels.clear();
    if (oneDnn != null) {
      oneDnn.close();
      oneDnn = null;
    }
  }
}
