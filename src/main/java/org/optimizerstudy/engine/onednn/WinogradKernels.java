package org.optimizerstudy.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The kernels of {@code y = f(W * x + b)} by {@link WinogradConvolution} for one input shape, where
 * f is ReLU or the identity. A, B and G are the matrices of a tile, ' is transposition, and M, U
 * and V have one matrix per point of a tile; T is the number of tiles of a row that have the point,
 * n the number of images of a part, C of channels and K of filters:
 *
 * <pre>U = B x       [T n, C]
 * V = G w       [C, K]
 * M = U V       [T n, K]
 * z = A M + b
 *
 * Y = A' dL/dz  [T n, K]
 * dL/dw = G' (U' Y)
 * dL/dx = B' (Y V')
 * dL/db = 1' dL/dz</pre>
 *
 * <p>oneDNN computes the products, {@link WinogradTransforms} the transforms of images and maps. A
 * batch is processed in parts of a few images, and a part by rows of tiles, so that U and M stay in
 * the cache. dL/dU overwrites U, and Y overwrites M.
 *
 * <p>Memory per shape: U and M of a row of tiles, pixels of a part, V and y; for the backward pass
 * also dL/dV and, on request, dL/dx. Errors: {@link OneDnnException} if oneDNN rejects a call.
 */
final class WinogradKernels implements LayerKernels {
  private final OneDnn oneDnn;
  private final WinogradConvolution operation;
  private final boolean relu;
  private final WinogradGrid grid;
  private final Tensor external;
  private final Tensor output;
  private final Images images;
  private final Weights weights;
  private final Maps maps;
  private final Map<WinogradTile, List<Primitive>> products;
  private Backward backward;

  /**
   * @param oneDnn the owner of the primitives
   * @param operation the convolution
   * @param relu whether f is ReLU
   */
  WinogradKernels(OneDnn oneDnn, WinogradConvolution operation, boolean relu) {
    this.oneDnn = oneDnn;
    this.operation = operation;
    this.relu = relu;
    grid = operation.grid();
    external = oneDnn.tensor(operation.images());
    output = oneDnn.tensor(operation.output(), oneDnn.zeros(operation.output()));
    images = new Images();
    weights = new Weights();
    maps = new Maps();
    products =
        ofRows(
            (row, group) ->
                oneDnn.product(
                    images.spectra(row, group),
                    weights.matrices(row, group),
                    maps.spectra(row, group),
                    OneDnn.Product.PLAIN));
  }

  /** For each size of a row of tiles, one primitive per group. */
  private Map<WinogradTile, List<Primitive>> ofRows(
      BiFunction<WinogradTile, WinogradGrid.Group, Primitive> primitive) {
    Map<WinogradTile, List<Primitive>> primitives = new EnumMap<>(WinogradTile.class);
    for (WinogradTile row : grid.rows().sizes()) {
      primitives.put(
          row, grid.groups().stream().map(group -> primitive.apply(row, group)).toList());
    }
    return primitives;
  }

  private void run(Map<WinogradTile, List<Primitive>> primitives, int i) {
    primitives.get(grid.rows().tile(i)).forEach(Primitive::run);
  }

  @Override
  public INDArray forward(INDArray x, INDArray w, INDArray b) {
    external.bindOrCopy(x, operation.images());
    weights.transform(w);
    maps.bias(b);
    for (long part = 0; part < operation.parts(); part++) {
      images.load(part);
      for (int i = 0; i < grid.rows().tiles(); i++) {
        images.transform(i);
        run(products, i);
        maps.transform(i);
      }
      maps.store(part);
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

  /** The spectra of a group's points, one matrix {@code [T n, channels]} per point. */
  private Tensor spectra(
      WinogradTile row, WinogradGrid.Group group, INDArray spectra, long channels) {
    long rows = group.tiles() * operation.part();
    Tensor tensor = oneDnn.tensor(Axis.matrices(group.points(row), rows, channels));
    tensor.bindFrom(spectra, group.firstSpectrum() * operation.part() * channels);
    return tensor;
  }

  /** x and U. */
  private final class Images {
    private final int lanes = Math.toIntExact(operation.part() * operation.channels());
    private final Window rows = grid.rows().window();
    private final Window columns = grid.columns().window();
    final INDArray u = oneDnn.zeros(grid.spectra(), lanes);
    final INDArray pixels = oneDnn.zeros(rows.input() * columns.input(), lanes);
    final FloatBuffer spectraBuffer = OneDnn.floats(u);
    final FloatBuffer pixelBuffer = OneDnn.floats(pixels);
    final WinogradTransforms transforms = new WinogradTransforms(grid, lanes);
    private final Rearrangement copy = operation.images(oneDnn, false);

    Tensor spectra(WinogradTile row, WinogradGrid.Group group) {
      return WinogradKernels.this.spectra(row, group, u, operation.channels());
    }

    void load(long part) {
      copy.run(external.array(), part * pixels.length(), pixels, 0);
    }

    void transform(int i) {
      transforms.images(i, pixelBuffer, spectraBuffer);
    }
  }

  /** W and V. */
  private final class Weights {
    private final long lanes = operation.channels() * operation.filters();
    final INDArray v = oneDnn.zeros(grid.points(), lanes);
    private final INDArray taps = oneDnn.zeros(grid.taps()[0].length, lanes);
    private final Rearrangement copy = operation.weights(oneDnn, false);
    private final LaneTransform transform =
        new LaneTransform(oneDnn, grid.taps(), lanes, lanes, lanes, OneDnn.Product.PLAIN);

    Tensor matrices(WinogradTile row, WinogradGrid.Group group) {
      return matrices(row, group, v);
    }

    Tensor matrices(WinogradTile row, WinogradGrid.Group group, INDArray array) {
      Tensor tensor =
          oneDnn.tensor(
              Axis.matrices(group.points(row), operation.channels(), operation.filters()));
      tensor.bindFrom(array, group.firstPoint() * lanes);
      return tensor;
    }

    void transform(INDArray stored) {
      copy.run(stored, 0, taps, 0);
      transform.run(taps, 0, v, 0);
    }
  }

  /** z and M. */
  private final class Maps {
    private final int lanes = Math.toIntExact(operation.part() * operation.filters());
    private final Window rows = grid.rows().window();
    private final Window columns = grid.columns().window();
    final long positions = rows.output() * columns.output();
    final INDArray m = oneDnn.zeros(grid.spectra(), lanes);
    final INDArray pixels = oneDnn.zeros(positions, lanes);
    final FloatBuffer spectraBuffer = OneDnn.floats(m);
    final FloatBuffer pixelBuffer = OneDnn.floats(pixels);
    final WinogradTransforms transforms = new WinogradTransforms(grid, lanes);
    private final float[] bias = new float[lanes];
    private final Rearrangement copy = operation.maps(oneDnn, true);

    Tensor spectra(WinogradTile row, WinogradGrid.Group group) {
      return WinogradKernels.this.spectra(row, group, m, operation.filters());
    }

    void bias(INDArray b) {
      int filters = Math.toIntExact(b.length());
      OneDnn.floats(b).get(bias, 0, filters);
      for (int i = filters; i < lanes; i++) {
        bias[i] = bias[i - filters];
      }
    }

    void transform(int i) {
      transforms.maps(i, spectraBuffer, bias, relu, pixelBuffer);
    }

    void store(long part) {
      copy.run(pixels, 0, output.array(), part * pixels.length());
    }
  }

  /** The kernels of the backward pass. */
  private final class Backward {
    private final Tensor outputGradient = oneDnn.tensor(operation.output());
    private final Primitive reluGradient =
        relu ? oneDnn.reluBackward(outputGradient, output) : null;
    private final Rearrangement copy = operation.maps(oneDnn, false);
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
        images.load(part);
        copy.run(outputGradient.array(), part * maps.pixels.length(), maps.pixels, 0);
        weightGradient.addBiases(part);
        for (int i = 0; i < grid.rows().tiles(); i++) {
          images.transform(i);
          maps.transforms.mapGradients(i, maps.pixelBuffer, maps.spectraBuffer);
          weightGradient.add(part, i);
          if (needsInputGradient) {
            inputGradient.add(i);
          }
        }
        if (needsInputGradient) {
          inputGradient.store(part);
        }
      }
      weightGradient.store(dW);
      return needsInputGradient ? inputGradient.dx : null;
    }
  }

  /** dL/dW and dL/db. */
  private final class WeightGradient {
    final Tensor biases = oneDnn.tensor(Axis.matrix(1, operation.filters(), operation.filters()));
    private final INDArray v = oneDnn.zeros(grid.points(), weights.lanes);
    private final INDArray taps = oneDnn.zeros(grid.taps()[0].length, weights.lanes);
    private final Map<WinogradTile, List<Primitive>> first = products(OneDnn.Product.PLAIN);
    private final Map<WinogradTile, List<Primitive>> later = products(OneDnn.Product.ADDED);
    private final Primitive firstSum = sum(OneDnn.Product.PLAIN);
    private final Primitive laterSum = sum(OneDnn.Product.ADDED);
    private final LaneTransform transform =
        new LaneTransform(
            oneDnn,
            BilinearAlgorithm.transpose(grid.taps()),
            weights.lanes,
            weights.lanes,
            weights.lanes,
            OneDnn.Product.PLAIN);
    private final Rearrangement copy = operation.weights(oneDnn, true);

    private Map<WinogradTile, List<Primitive>> products(OneDnn.Product kind) {
      return ofRows(
          (row, group) -> {
            Tensor transposed =
                oneDnn.tensor(
                    Axis.transposes(
                        group.points(row), group.tiles() * operation.part(), operation.channels()));
            transposed.bindFrom(images.u, (long) group.firstSpectrum() * images.lanes);
            return oneDnn.product(
                transposed, maps.spectra(row, group), weights.matrices(row, group, v), kind);
          });
    }

    private Primitive sum(OneDnn.Product kind) {
      long rows = maps.positions * operation.part();
      double[][] ones = new double[1][Math.toIntExact(rows)];
      Arrays.fill(ones[0], 1);
      Tensor gradients = oneDnn.tensor(Axis.matrix(rows, operation.filters(), operation.filters()));
      gradients.bind(maps.pixels);
      return oneDnn.product(oneDnn.constant(ones), gradients, biases, kind);
    }

    void addBiases(long part) {
      (part == 0 ? firstSum : laterSum).run();
    }

    /** Adds row i of tiles. The first one has all points. */
    void add(long part, int i) {
      run(part == 0 && i == 0 ? first : later, i);
    }

    void store(INDArray dW) {
      transform.run(v, 0, taps, 0);
      copy.run(taps, 0, dW, 0);
    }
  }

  /** dL/dx. */
  private final class InputGradient {
    final INDArray dx = oneDnn.zeros(operation.images());
    private final INDArray gradients = oneDnn.zeros(images.pixels.shape());
    private final FloatBuffer gradientBuffer = OneDnn.floats(gradients);
    private final Map<WinogradTile, List<Primitive>> products = ofRows(this::product);
    private final Rearrangement copy = operation.images(oneDnn, true);

    private Primitive product(WinogradTile row, WinogradGrid.Group group) {
      Tensor transposed =
          oneDnn.tensor(
              Axis.transposes(group.points(row), operation.channels(), operation.filters()));
      transposed.bindFrom(weights.v, group.firstPoint() * weights.lanes);
      return oneDnn.product(
          maps.spectra(row, group), transposed, images.spectra(row, group), OneDnn.Product.PLAIN);
    }

    void add(int i) {
      WinogradKernels.this.run(products, i);
      images.transforms.imageGradients(i, images.spectraBuffer, gradientBuffer);
    }

    void store(long part) {
      copy.run(gradients, 0, dx, part * gradients.length());
    }
  }
}
