package org.optimizerstudy.engine.onednn;

/**
 * A strided convolution by phase decomposition and Fourier transforms. The s*s phases of the images
 * (see {@link PhasedWindow}) are correlated with s*s small kernels of stride 1 by one {@link
 * BilinearAlgorithm}. Each of its products is a product of matrices {@code [N, s*s*C]} and {@code
 * [s*s*C, K]}.
 *
 * <p>For 7x7 windows of stride 2 over images of 14x14 pixels it takes 121 x 4 multiplications per
 * pair of input and output channel instead of 49 x 49.
 *
 * @param images layout of the images x and of dL/dx
 * @param output layout of z {@code [N, K, P, Q]}
 * @param rows the window along the height
 * @param columns the window along the width
 * @param part number of images per part of the batch
 */
record SpectralConvolution(
    Layout images, Layout output, PhasedWindow rows, PhasedWindow columns, long part)
    implements ConvolutionAlgorithm {

  /** Minimum ratio of multiplications saved that pays for the transforms. */
  private static final long MIN_SAVING = 3;

  /** Maximum number of images per part, because spectra are larger than images. */
  private static final long MAX_PART = 100;

  /** Minimum number of images per part; matrix products with fewer rows are slow. */
  private static final long MIN_PART = 25;

  /** Channels and filters must be multiples of this for fast matrix products. */
  private static final long CHANNELS = 16;

  /** The convolution of a batch. */
  static SpectralConvolution of(ConvolutionShape shape) {
    return new SpectralConvolution(
        shape.images(),
        shape.maps().blocked(CHANNELS),
        new PhasedWindow(shape.rows()),
        new PhasedWindow(shape.columns()),
        part(shape.images().size(0)));
  }

  @Override
  public LayerKernels kernels(OneDnn oneDnn, boolean relu) {
    return new SpectralKernels(oneDnn, this, relu);
  }

  /** The largest divisor of the batch size in range, or the batch size. */
  private static long part(long batch) {
    long part = Divisors.largest(batch, MAX_PART);
    return part < MIN_PART ? batch : part;
  }

  /** Whether it saves enough multiplications compared with the direct algorithm. */
  boolean isWorthwhile() {
    if (images.size(1) % CHANNELS != 0
        || output.size(1) % CHANNELS != 0
        || rows.window().kernel() < rows.phases()
        || columns.window().kernel() < columns.phases()) {
      return false;
    }
    long frequencies = rows.cyclicLength() * columns.cyclicLength();
    long products = 1 + 3 * (frequencies - 1) / 2;
    return MIN_SAVING * products * phases() <= direct(rows.window()) * direct(columns.window());
  }

  private static long direct(Window window) {
    return window.output() * window.kernel();
  }

  /** The outputs that are exactly 0. */
  ZeroWindows zeroWindows() {
    return new ZeroWindows(images, output, rows.window(), columns.window());
  }

  /** Number of phases of an image. */
  long phases() {
    return rows.phases() * columns.phases();
  }

  /** Number of channels of all phases of an image, s*s*C. */
  long channels() {
    return phases() * images.size(1);
  }

  /** K. */
  long filters() {
    return output.size(1);
  }

  /** Number of parts of the batch. */
  long parts() {
    return images.size(0) / part;
  }

  /** The transforms and the number of products. */
  BilinearAlgorithm algorithm() {
    return BilinearAlgorithm.fourier(rows, columns);
  }

  /** Copies images to the columns of a matrix with one row per pixel of a phase, or back. */
  Rearrangement images(OneDnn oneDnn, long count, boolean back) {
    return phases(oneDnn, images, rows.phases(), columns.phases(), count, back);
  }

  /** Copies maps of images to the columns of a matrix with one row per output position, or back. */
  Rearrangement maps(OneDnn oneDnn, long count, boolean back) {
    return phases(oneDnn, output, 1, 1, count, back);
  }

  /** Columns are ordered by image, then phase, then channel. */
  static Rearrangement phases(
      OneDnn oneDnn, Layout images, long rowStride, long columnStride, long count, boolean back) {
    Rearrangement copies = new Rearrangement(oneDnn);
    long channels = images.size(1);
    long height = images.size(2);
    long width = images.size(3);
    long block = images.channelBlock();
    long image = channels * rowStride * columnStride;
    long pixel = count * image;
    long pixels = (width + columnStride - 1) / columnStride;
    for (long u = 0; u < rowStride; u++) {
      for (long v = 0; v < columnStride; v++) {
        long h = (height - u + rowStride - 1) / rowStride;
        long w = (width - v + columnStride - 1) / columnStride;
        Rearrangement.View there =
            new Rearrangement.View(
                Axis.view(
                    new Axis(count, channels * height * width),
                    new Axis(channels / block, height * width * block),
                    new Axis(h, rowStride * width * block),
                    new Axis(w, columnStride * block),
                    new Axis(block, 1)),
                (u * width + v) * block);
        Rearrangement.View here =
            new Rearrangement.View(
                Axis.view(
                    new Axis(count, image),
                    new Axis(channels / block, block),
                    new Axis(h, pixels * pixel),
                    new Axis(w, pixel),
                    new Axis(block, 1)),
                (u * columnStride + v) * channels);
        copies.add(back ? here : there, back ? there : here);
      }
    }
    return copies;
  }

  /**
   * Copies W to the columns of a matrix with one row per shift, or back. Columns are ordered by
   * phase, then channel, then filter.
   */
  Rearrangement weights(OneDnn oneDnn, boolean back) {
    Rearrangement copies = new Rearrangement(oneDnn);
    long height = rows.window().kernel();
    long width = columns.window().kernel();
    long inputs = images.size(1);
    long shift = channels() * filters();
    for (long u = 0; u < rows.phases(); u++) {
      for (long v = 0; v < columns.phases(); v++) {
        long i = rows.firstTap(u);
        long j = columns.firstTap(v);
        long top = rows.shift(i) - rows.firstShift();
        long left = columns.shift(j) - columns.firstShift();
        Rearrangement.View there =
            new Rearrangement.View(
                Axis.view(
                    new Axis(filters(), inputs * height * width),
                    new Axis(inputs, height * width),
                    new Axis(rows.taps(u), rows.phases() * width),
                    new Axis(columns.taps(v), columns.phases())),
                i * width + j);
        Rearrangement.View here =
            new Rearrangement.View(
                Axis.view(
                    new Axis(filters(), 1),
                    new Axis(inputs, filters()),
                    new Axis(rows.taps(u), columns.taps() * shift),
                    new Axis(columns.taps(v), shift)),
                (top * columns.taps() + left) * shift
                    + (u * columns.phases() + v) * inputs * filters());
        copies.add(back ? here : there, back ? there : here);
      }
    }
    return copies;
  }
}
