package org.optimizerstudy.engine.onednn;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The primitives of {@code y = f(W * x + b)} by {@link SpectralConvolution} for one input shape,
 * where f is ReLU or the identity. A, B and G are the matrices of its {@link BilinearAlgorithm}, '
 * is transposition, F the number of products, N the number of images, C the number of channels of
 * all phases, and K the number of filters. x and w denote the phases of the images and the taps:
 *
 * <pre>U = B x       [F, N, C]
 * V = G w       [F, C, K]
 * M = U V       [F, N, K]   F matrix products, followed by 1 b [N, K]
 * z = A M
 *
 * Y = A' dL/dz  [F, N, K]   followed by the sum of dL/dz over the positions [N, K]
 * dL/dw = G' (U' Y)
 * dL/dx = B' (Y V')
 * dL/db = 1' (the part after Y)</pre>
 *
 * <p>A batch is processed in parts. Within a part, a few images at a time are copied and
 * transformed, so that their pixels stay in the cache. dL/dU overwrites U, and Y overwrites M.
 *
 * <p>Memory per shape: U and M of a part, V, y and their copies in blocks; for the backward pass
 * also dL/dV and, on request, dL/dx. Errors: {@link OneDnnException} if oneDNN rejects a call.
 */
final class SpectralKernels implements LayerKernels {

  /**
   * Maximum number of floats that are transformed at a time; a fraction of a core's private cache.
   */
  private static final long BLOCK_FLOATS = 1 << 17;

  private final OneDnn oneDnn;
  private final SpectralConvolution operation;
  private final BilinearAlgorithm algorithm;
  private final boolean relu;
  private final double[][] ones;
  private final Tensor external;
  private final Tensor output;
  private final Images images;
  private final Weights weights;
  private final Maps maps;
  private final Primitive products;
  private Backward backward;

  /** The part of the batch for which U is current, or -1. */
  private long transformed = -1;

  /**
   * @param oneDnn the owner of the primitives
   * @param operation the convolution
   * @param relu whether f is ReLU
   */
  SpectralKernels(OneDnn oneDnn, SpectralConvolution operation, boolean relu) {
    this.oneDnn = oneDnn;
    this.operation = operation;
    this.relu = relu;
    algorithm = operation.algorithm();
    ones = new double[1][Math.toIntExact(operation.part())];
    Arrays.fill(ones[0], 1);
    external = oneDnn.tensor(operation.images());
    output = oneDnn.tensor(operation.output(), oneDnn.zeros(operation.output()));
    images = new Images();
    weights = new Weights();
    maps = new Maps();
    products =
        oneDnn.product(images.spectra(), weights.spectra(), maps.spectra(), OneDnn.Product.PLAIN);
  }

  @Override
  public INDArray forward(INDArray x, INDArray w, INDArray b) {
    external.bindOrCopy(x, operation.images());
    weights.transform(w);
    maps.bias(b);
    for (long part = 0; part < operation.parts(); part++) {
      images.transform(part);
      products.run();
      maps.transform(part);
    }
    if (relu) {
      operation.zeroWindows().settle(external.floats(), b, output.floats());
    }
    return output.array();
  }

  @Override
  public INDArray backward(
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray biasGradient,
      boolean needsInputGradient) {
    if (backward == null) {
      backward = new Backward();
    }
    return backward.run(outputGradient, weightGradient, biasGradient, needsInputGradient);
  }

  /** The largest divisor of the part size for which this many images have few enough floats. */
  private long block(long floatsOfImage) {
    return Divisors.largest(operation.part(), BLOCK_FLOATS / floatsOfImage);
  }

  /** x and U. */
  private final class Images {
    final int pixels = algorithm.pixels()[0].length;
    final long lanes = operation.channels();
    final long block = block(pixels * lanes);
    final INDArray u = oneDnn.zeros(algorithm.products(), operation.part(), lanes);
    private final INDArray x = oneDnn.zeros(pixels, block * lanes);
    private final Rearrangement copy = operation.images(oneDnn, block, false);
    private final LaneTransform transform =
        new LaneTransform(
            oneDnn,
            algorithm.pixels(),
            block * lanes,
            block * lanes,
            operation.part() * lanes,
            OneDnn.Product.PLAIN);

    Tensor spectra() {
      return oneDnn.tensor(Axis.matrices(algorithm.products(), operation.part(), lanes), u);
    }

    void transform(long part) {
      long floats = operation.images().length() / operation.images().size(0);
      for (long i = 0; i < operation.part(); i += block) {
        copy.run(external.array(), (part * operation.part() + i) * floats, x, 0);
        transform.run(x, 0, u, i * lanes);
      }
      transformed = part;
    }
  }

  /** W and V. */
  private final class Weights {
    final int taps = algorithm.taps()[0].length;
    final long lanes = operation.channels() * operation.filters();
    final long block = lanes / operation.phases();
    final INDArray v =
        oneDnn.zeros(algorithm.products(), operation.channels(), operation.filters());
    private final INDArray w = oneDnn.zeros(taps, lanes);
    private final Rearrangement copy = operation.weights(oneDnn, false);
    private final LaneTransform transform =
        new LaneTransform(oneDnn, algorithm.taps(), block, lanes, lanes, OneDnn.Product.PLAIN);

    Tensor spectra() {
      return oneDnn.tensor(
          Axis.matrices(algorithm.products(), operation.channels(), operation.filters()), v);
    }

    void transform(INDArray stored) {
      copy.run(stored, 0, w, 0);
      for (long i = 0; i < lanes; i += block) {
        transform.run(w, i, v, i);
      }
    }
  }

  /** z and M. */
  private final class Maps {
    final long lanes = operation.filters();
    final double[][] matrix = BilinearAlgorithm.withOnes(algorithm.maps());
    final int positions = matrix.length;
    final long block = block(positions * lanes);
    final INDArray m = oneDnn.zeros(algorithm.products() + 1, operation.part(), lanes);
    private final INDArray z = oneDnn.zeros(positions, block * lanes);
    private final LaneTransform transform =
        new LaneTransform(
            oneDnn,
            matrix,
            block * lanes,
            operation.part() * lanes,
            block * lanes,
            relu ? OneDnn.Product.RELU : OneDnn.Product.PLAIN);
    private final Rearrangement copy = operation.maps(oneDnn, block, true);
    private final Tensor bias = oneDnn.tensor(Axis.matrix(1, lanes, lanes));
    private final Primitive biases =
        oneDnn.product(
            oneDnn.constant(BilinearAlgorithm.transpose(ones)), bias, last(), OneDnn.Product.PLAIN);

    Tensor spectra() {
      return oneDnn.tensor(Axis.matrices(algorithm.products(), operation.part(), lanes), m);
    }

    /** The block [N, K] after the spectra. */
    Tensor last() {
      Tensor last = oneDnn.tensor(Axis.matrix(operation.part(), lanes, lanes));
      last.bindFrom(m, algorithm.products() * operation.part() * lanes);
      return last;
    }

    void bias(INDArray b) {
      bias.bind(b);
      biases.run();
    }

    void transform(long part) {
      for (long i = 0; i < operation.part(); i += block) {
        transform.run(m, i * lanes, z, 0);
        copy.run(z, 0, output.array(), (part * operation.part() + i) * positions * lanes);
      }
    }
  }

  /** The kernels of the backward pass. */
  private final class Backward {
    private final Tensor outputGradient = oneDnn.tensor(operation.output());
    private final Primitive reluGradient =
        relu ? oneDnn.reluBackward(outputGradient, output) : null;
    private final INDArray e = oneDnn.zeros(maps.positions, maps.block * maps.lanes);
    private final Rearrangement copy = operation.maps(oneDnn, maps.block, false);
    private final LaneTransform transform =
        new LaneTransform(
            oneDnn,
            BilinearAlgorithm.transpose(maps.matrix),
            maps.block * maps.lanes,
            maps.block * maps.lanes,
            operation.part() * maps.lanes,
            OneDnn.Product.PLAIN);
    private final WeightGradient weightGradient = new WeightGradient();
    private InputGradient inputGradient;

    INDArray run(INDArray gradient, INDArray dW, INDArray db, boolean needsInputGradient) {
      outputGradient.bindOrCopy(gradient, operation.output());
      if (relu) {
        reluGradient.run();
      }
      if (needsInputGradient && inputGradient == null) {
        inputGradient = new InputGradient();
      }
      weightGradient.biases.bind(db);
      for (long part = 0; part < operation.parts(); part++) {
        if (transformed != part) {
          images.transform(part);
        }
        transform(part);
        weightGradient.add(part);
        if (needsInputGradient) {
          inputGradient.run(part);
        }
      }
      weightGradient.store(dW);
      return needsInputGradient ? inputGradient.dx : null;
    }

    private void transform(long part) {
      for (long i = 0; i < operation.part(); i += maps.block) {
        copy.run(
            outputGradient.array(),
            (part * operation.part() + i) * maps.positions * maps.lanes,
            e,
            0);
        transform.run(e, 0, maps.m, i * maps.lanes);
      }
    }
  }

  /** dL/dW and dL/db, summed over the parts. */
  private final class WeightGradient {
    final Tensor biases = oneDnn.tensor(Axis.matrix(1, operation.filters(), operation.filters()));
    private final INDArray v = oneDnn.zeros(weights.v.shape());
    private final INDArray w = oneDnn.zeros(weights.taps, weights.lanes);
    private final Primitive products =
        oneDnn.product(
            oneDnn.tensor(
                Axis.transposes(algorithm.products(), operation.part(), operation.channels()),
                images.u),
            maps.spectra(),
            oneDnn.tensor(
                Axis.matrices(algorithm.products(), operation.channels(), operation.filters()), v),
            OneDnn.Product.PLAIN);
    private final LaneTransform first = transform(OneDnn.Product.PLAIN);
    private final LaneTransform later = transform(OneDnn.Product.ADDED);
    private final Primitive firstSum = sum(OneDnn.Product.PLAIN);
    private final Primitive laterSum = sum(OneDnn.Product.ADDED);
    private final Rearrangement copy = operation.weights(oneDnn, true);

    private LaneTransform transform(OneDnn.Product kind) {
      return new LaneTransform(
          oneDnn,
          BilinearAlgorithm.transpose(algorithm.taps()),
          weights.block,
          weights.lanes,
          weights.lanes,
          kind);
    }

    private Primitive sum(OneDnn.Product kind) {
      return oneDnn.product(oneDnn.constant(ones), maps.last(), biases, kind);
    }

    void add(long part) {
      LaneTransform transform = part == 0 ? first : later;
      Primitive sum = part == 0 ? firstSum : laterSum;
      sum.run();
      products.run();
      for (long i = 0; i < weights.lanes; i += weights.block) {
        transform.run(v, i, w, i);
      }
    }

    void store(INDArray dW) {
      copy.run(w, 0, dW, 0);
    }
  }

  /** dL/dx. */
  private final class InputGradient {
    final INDArray dx = oneDnn.zeros(operation.images());
    private final INDArray x = oneDnn.zeros(images.pixels, images.block * images.lanes);
    private final Primitive products =
        oneDnn.product(
            maps.spectra(),
            oneDnn.tensor(
                Axis.transposes(algorithm.products(), operation.channels(), operation.filters()),
                weights.v),
            images.spectra(),
            OneDnn.Product.PLAIN);
    private final LaneTransform transform =
        new LaneTransform(
            oneDnn,
            BilinearAlgorithm.transpose(algorithm.pixels()),
            images.block * images.lanes,
            operation.part() * images.lanes,
            images.block * images.lanes,
            OneDnn.Product.PLAIN);
    private final Rearrangement copy = operation.images(oneDnn, images.block, true);

    void run(long part) {
      long floats = operation.images().length() / operation.images().size(0);
      products.run();
      transformed = -1;
      for (long i = 0; i < operation.part(); i += images.block) {
        transform.run(images.u, i * images.lanes, x, 0);
        copy.run(x, 0, dx, (part * operation.part() + i) * floats);
      }
    }
  }
}
