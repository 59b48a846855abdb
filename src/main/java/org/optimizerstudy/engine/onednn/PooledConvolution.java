package org.optimizerstudy.engine.onednn;

import java.util.stream.LongStream;

/**
 * A convolution and the max pooling after it, {@code y = f(maxpool(W * x + b))}, f being ReLU or
 * the identity, for one input shape.
 *
 * <p>It is done part by part of the batch where the maps {@code W * x + b} are the network's
 * largest arrays, behind the first convolution: a part's maps are pooled while they are in the
 * cache, and the next part's take their place.
 *
 * @param convolution of a part
 * @param pooling of a part
 * @param parts how many the batch has
 */
record PooledConvolution(Convolution convolution, MaxPooling pooling, long parts) {

  /** Bytes of a part's maps: no more than a core's own cache commonly holds. */
  private static final long PART_BYTES = 1 << 20;

  /**
   * What a layer computes.
   *
   * @param images the batch x, in any layout
   * @param layer the layer
   * @param first whether it is the network's first, which needs no dL/dx
   */
  static PooledConvolution of(Layout images, OneDnnPooledConvolutionLayer layer, boolean first) {
    long batch = images.size(0);
    long part = first ? part(batch, single(images, layer).output().length() * Float.BYTES) : batch;
    Convolution convolution =
        Convolution.of(ConvolutionShape.of(images.withBatch(part), layer), !first);
    return new PooledConvolution(
        convolution, layer.getPooling().pooling(convolution.output()), batch / part);
  }

  private static Convolution single(Layout images, OneDnnPooledConvolutionLayer layer) {
    return Convolution.of(ConvolutionShape.of(images.withBatch(1), layer), false);
  }

  /** The largest divisor of the batch whose maps are small enough, or 1. */
  private static long part(long batch, long bytes) {
    return LongStream.rangeClosed(1, Math.min(batch, Math.max(1, PART_BYTES / bytes)))
        .filter(size -> batch % size == 0)
        .max()
        .orElseThrow();
  }

  /** Layout in which the batch x arrives and dL/dx leaves. */
  Layout arriving() {
    return batch(convolution.arriving());
  }

  /** Layout of the batch x to work on. */
  Layout input() {
    return batch(convolution.input());
  }

  /** Layout of y for the batch. */
  Layout output() {
    return batch(pooling.output());
  }

  private Layout batch(Layout part) {
    return part.withBatch(part.size(0) * parts);
  }
}
