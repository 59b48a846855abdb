package org.optimizerstudy.engine.onednn;

/**
 * A convolution of 3x3 windows with stride 1 by Winograd's algorithm F(4x4, 3x3), with F(2x2, 3x3)
 * at the end of an axis: products of matrices {@code [tiles * N, C]} and {@code [C, K]}. For images
 * of 14x14 pixels it takes 484 multiplications per pair of input and output channel instead of
 * 1,764.
 *
 * @param images layout of the images x and of dL/dx
 * @param output layout of z {@code [N, K, P, Q]}
 * @param grid the tiles
 * @param part number of images per part of the batch
 */
record WinogradConvolution(Layout images, Layout output, WinogradGrid grid, long part)
    implements ConvolutionAlgorithm {

  /** Channels and filters must be multiples of this. */
  private static final long CHANNELS = 16;

  /** Channel block of the output. */
  private static final long BLOCK = 8;

  /**
   * Maximum number of lanes (images of a part times channels): the arrays of {@link
   * WinogradTransforms} and a part's pixels then fit into a second-level cache.
   */
  private static final long MAX_LANES = 320;

  /** Minimum number of lanes; loops over fewer are slow. */
  private static final long MIN_LANES = 128;

  /** Minimum height and width of the output; smaller images waste most of a tile. */
  private static final long MIN_OUTPUT = 6;

  /** The convolution of a batch. */
  static WinogradConvolution of(ConvolutionShape shape) {
    return new WinogradConvolution(
        shape.images(),
        shape.maps().blocked(BLOCK),
        new WinogradGrid(new WinogradAxis(shape.rows()), new WinogradAxis(shape.columns())),
        part(shape.images().size(0), Math.max(shape.images().size(1), shape.filters())));
  }

  /** The largest divisor of the batch size with few enough lanes, or 1. */
  private static long part(long batch, long channels) {
    return Divisors.largest(batch, MAX_LANES / channels);
  }

  @Override
  public LayerKernels kernels(OneDnn oneDnn, boolean relu) {
    return new WinogradKernels(oneDnn, this, relu);
  }

  /**
   * Whether it is faster than oneDNN's direct algorithm. With AVX-512 oneDNN has its own kernels of
   * Winograd's algorithm.
   */
  boolean isWorthwhile() {
    return !OneDnn.hasAvx512()
        && isSuitable(grid.rows().window())
        && isSuitable(grid.columns().window())
        && images.size(1) % CHANNELS == 0
        && output.size(1) % CHANNELS == 0
        && part * Math.min(images.size(1), output.size(1)) >= MIN_LANES;
  }

  private static boolean isSuitable(Window window) {
    return window.kernel() == 3 && window.stride() == 1 && window.output() >= MIN_OUTPUT;
  }

  /** Number of parts of the batch. */
  long parts() {
    return images.size(0) / part;
  }

  /** C. */
  long channels() {
    return images.size(1);
  }

  /** K. */
  long filters() {
    return output.size(1);
  }

  /** The outputs that are exactly 0. */
  ZeroWindows zeroWindows() {
    return new ZeroWindows(images, output, grid.rows().window(), grid.columns().window());
  }

  /** Copies a part of images to pixels {@code [H, W, part, C]}, or back. */
  Rearrangement images(OneDnn oneDnn, boolean back) {
    return SpectralConvolution.phases(oneDnn, images, 1, 1, part, back);
  }

  /** Copies maps of a part of images to pixels {@code [P, Q, part, K]}, or back. */
  Rearrangement maps(OneDnn oneDnn, boolean back) {
    return SpectralConvolution.phases(oneDnn, output, 1, 1, part, back);
  }

  /** Copies W to a matrix with one row per tap, and columns by channel, then filter; or back. */
  Rearrangement weights(OneDnn oneDnn, boolean back) {
    long taps = grid.taps()[0].length;
    Rearrangement.View stored =
        new Rearrangement.View(
            Axis.view(
                new Axis(filters(), channels() * taps),
                new Axis(channels(), taps),
                new Axis(taps, 1)),
            0);
    Rearrangement.View matrix =
        new Rearrangement.View(
            Axis.view(
                new Axis(filters(), 1),
                new Axis(channels(), filters()),
                new Axis(taps, channels() * filters())),
            0);
    Rearrangement copies = new Rearrangement(oneDnn);
    copies.add(back ? matrix : stored, back ? stored : matrix);
    return copies;
  }
}
