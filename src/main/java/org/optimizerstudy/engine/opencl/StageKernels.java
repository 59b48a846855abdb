package org.optimizerstudy.engine.opencl;

import org.optimizerstudy.engine.opencl.DeviceKernel.Range;
import org.optimizerstudy.engine.opencl.NetworkShape.Stage;
import org.optimizerstudy.engine.opencl.Tiling.Tile;

/**
 * The kernels of a stage with their buffers. Its outputs, and the gradients by them, are [slot,
 * {@link #PART}, height, width, channels].
 */
final class StageKernels {

  /** The most examples at once; larger batches are summed up part by part. */
  static final int PART = 200;

  /** Terms of a sum that are added up before their sum is added to the others'. */
  static final int SLICE = 1024;

  private static final long GROUP = 64;

  private final Stage stage;
  private final LayerShape layer;
  private final Tile forwardTile;
  private final Tile inputTile;
  private final Tile weightTile;
  private final DeviceKernel forward;
  private final DeviceKernel weightGradient;
  private final DeviceKernel sumSlices;

  /** None for the first stage. */
  private final DeviceKernel inputGradient;

  /** None for a stage without pooling. */
  private final DeviceKernel pool;

  private final DeviceKernel poolGradient;
  private final DeviceBuffer convolved;
  private final DeviceBuffer output;

  /** Gradient by the output; of a pooled stage, by what was pooled. */
  private final DeviceBuffer gradient;

  private final DeviceBuffer convolvedGradient;

  /**
   * Compiles the kernels and reserves the buffers of a stage.
   *
   * @param memory that the stages share
   * @param before the stage that makes the input; null for the first
   * @param input of the network, if it is the first
   * @throws OpenClException if the device has not as much memory
   */
  StageKernels(
      Tiling tiling,
      NetworkShape network,
      Stage stage,
      LockstepMemory memory,
      StageKernels before) {
    this.stage = stage;
    this.layer = stage.layer();
    int phases = layer.stride() * layer.stride();
    forwardTile = tiling.tile(PART * layer.places(), layer.filters());
    inputTile = tiling.tile(PART * layer.inputs() / layer.channels() / phases, layer.channels());
    weightTile = tiling.tile(layer.terms() + 1, layer.filters());
    convolved = memory.perTrial(Float.BYTES * (long) layer.outputs() * PART);
    convolvedGradient = memory.perTrial(Float.BYTES * (long) layer.outputs() * PART);
    long outputs = Float.BYTES * (long) stage.outputs() * PART;
    output = stage.pooled() ? memory.perTrial(outputs) : convolved;
    gradient = stage.pooled() ? memory.perTrial(outputs) : convolvedGradient;
    DeviceBuffer input = before == null ? memory.input() : before.output;

    forward =
        memory
            .kernel(source(network, forwardTile, "forward"), "forward")
            .set(2, input)
            .set(3, memory.parameters())
            .set(4, convolved)
            .set(5, stage.offset());
    KernelSource weights =
        source(network, weightTile, "weight_gradient").with("PARTIALS", partials(network));
    weightGradient =
        memory
            .kernel(weights, "weight_gradient")
            .set(2, input)
            .set(3, convolvedGradient)
            .set(4, memory.partials());
    sumSlices =
        memory
            .kernel(weights, "sum_slices")
            .set(3, memory.partials())
            .set(4, memory.gradients())
            .set(5, stage.offset());
    inputGradient =
        before == null
            ? null
            : memory
                .kernel(
                    source(network, inputTile, "input_gradient")
                        .with("MASK", before.stage.pooled() ? 0 : 1),
                    "input_gradient")
                .set(2, convolvedGradient)
                .set(3, memory.parameters())
                .set(4, before.output)
                .set(5, before.gradient)
                .set(6, stage.offset());
    pool =
        stage.pooled() ? memory.kernel(pooling(), "pool").set(2, convolved).set(3, output) : null;
    poolGradient =
        stage.pooled()
            ? memory
                .kernel(pooling(), "pool_gradient")
                .set(2, convolved)
                .set(3, gradient)
                .set(4, convolvedGradient)
            : null;
  }

  /** Numbers of all slices of the weights' gradient, of the stage that has most; aligned. */
  static long partials(NetworkShape network) {
    return network.stages().stream()
        .map(Stage::layer)
        .mapToLong(layer -> slices(layer, PART) * layer.parameters())
        .map(count -> (count + 3) / 4 * 4)
        .max()
        .orElseThrow();
  }

  private static long slices(LayerShape layer, int examples) {
    return ((long) examples * layer.places() + SLICE - 1) / SLICE;
  }

  private KernelSource pooling() {
    return KernelSource.of("pooling")
        .with("H", layer.outHeight())
        .with("W", layer.outWidth())
        .with("C", layer.filters())
        .with("PART", PART);
  }

  private KernelSource source(NetworkShape network, Tile tile, String file) {
    return KernelSource.of("arithmetic", "layer", file)
        .with("H", layer.height())
        .with("W", layer.width())
        .with("C", layer.channels())
        .with("KH", layer.kernelHeight())
        .with("KW", layer.kernelWidth())
        .with("S", layer.stride())
        .with("TOP", layer.top())
        .with("LEFT", layer.left())
        .with("OH", layer.outHeight())
        .with("OW", layer.outWidth())
        .with("N", layer.filters())
        .with("RELU", layer.relu() ? 1 : 0)
        .with("STRIDE", network.stride())
        .with("ALIGNED", stage.offset() % 4 == 0 ? 1 : 0)
        .with("PART", PART)
        .with("SLICE", SLICE)
        .with("TM", tile.rows())
        .with("TN", tile.columns())
        .with("TK", tile.depth())
        .with("RM", tile.registerRows());
  }

  /** Computes the output from the input. */
  void forward(int examples, int trials) {
    forward
        .set(1, examples)
        .launch(
            new Range(
                forwardTile.rowTiles((long) examples * layer.places()),
                forwardTile.columnTiles(layer.filters()),
                trials),
            items(forwardTile));
    if (pool != null) {
      each(pool, examples, (long) examples * stage.outputs(), trials);
    }
  }

  /**
   * Computes the gradients by the parameters and by the input from that by the output.
   *
   * @param isFirstPart whether the gradients by the parameters of the parts before are dropped
   */
  void backward(int examples, boolean isFirstPart, int trials) {
    if (poolGradient != null) {
      each(poolGradient, examples, (long) examples * layer.outputs(), trials);
    }
    long slices = slices(layer, examples);
    weightGradient
        .set(1, examples)
        .launch(
            new Range(
                weightTile.rowTiles(layer.terms() + 1),
                weightTile.columnTiles(layer.filters()) * slices,
                trials),
            items(weightTile));
    sumSlices.set(2, isFirstPart ? 1 : 0);
    each(sumSlices, (int) slices, layer.parameters(), trials);
    if (inputGradient != null) {
      int stride = layer.stride();
      long rows = (layer.height() + stride - 1) / stride;
      long columns = (layer.width() + stride - 1) / stride;
      inputGradient
          .set(1, examples)
          .launch(
              new Range(
                  inputTile.rowTiles(examples * rows * columns),
                  inputTile.columnTiles(layer.channels()) * stride * stride,
                  trials),
              items(inputTile));
    }
  }

  /** A work item for each of a number of values. */
  static void each(DeviceKernel kernel, int argument, long values, int trials) {
    kernel
        .set(1, argument)
        .launch(new Range((values + GROUP - 1) / GROUP, 1, trials), new Range(GROUP, 1, 1));
  }

  private static Range items(Tile tile) {
    return new Range(tile.items(), 1, 1);
  }

  DeviceBuffer output() {
    return output;
  }

  DeviceBuffer gradient() {
    return gradient;
  }
}
