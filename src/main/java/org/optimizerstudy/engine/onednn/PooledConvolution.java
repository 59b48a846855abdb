package org.optimizerstudy.engine.onednn;

/**
 * A convolution and the max pooling after it, {@code y = f(maxpool(W * x + b))}, where f is ReLU or
 * the identity, for one input shape.
 *
 * <p>After the first convolution, the maps {@code W * x + b} are the network's largest arrays, so
 * the batch is processed in parts: the maps of a part are pooled while they are in the cache, and
 * the next part reuses their memory.
 *
 * @param convolution convolution of a part
 * @param pooling pooling of a part
 * @param parts number of parts of the batch
 */
record PooledConvolution(Convolution convolution, MaxPooling pooling, long parts) {

  /** Maximum size of a part's maps in bytes; fits into the private cache of common cores. */
  private static final long PART_BYTES = 1 << 20;

  /**
   * The operation of a layer for a batch.
   *
   * @param images the batch x, in any layout
   * @param layer the layer
   * @param first whether it is the network's first layer, which needs no dL/dx
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

  /** The largest divisor of the batch size with small enough maps, or 1. */
  private static long part(long batch, long bytes) {
    return Divisors.largest(batch, PART_BYTES / bytes);
  }

  /** Layout of the batch x and dL/dx outside the layer. */
  Layout external() {
    return batch(convolution.external());
  }

  /** Layout of the batch x for the primitives. */
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
