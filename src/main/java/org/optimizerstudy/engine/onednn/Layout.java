package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_ab;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nChw16c;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nChw8c;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory layout of a dense float tensor, for both oneDNN and ND4J.
 *
 * <p>A layout is either row-major, or images in channel blocks, for which oneDNN's convolutions are
 * fastest. The tensor {@code [N, C, H, W]} in blocks of B channels is the row-major array {@code
 * [N, C / B, H, W, B]}; the ND4J array has that shape.
 */
final class Layout {
  private final long[] dimensions;
  private final long[] shape;
  private final int tag;

  private Layout(long[] dimensions, long[] shape, int tag) {
    this.dimensions = dimensions;
    this.shape = shape;
    this.tag = tag;
  }

  /** A tensor of one, two or four dimensions, the last one contiguous. */
  static Layout rowMajor(long... dimensions) {
    int tag =
        switch (dimensions.length) {
          case 1 -> dnnl_a;
          case 2 -> dnnl_ab;
          case 4 -> dnnl_abcd;
          default ->
              throw new IllegalArgumentException(
                  "dimensions: must be 1, 2 or 4, found " + dimensions.length);
        };
    return new Layout(dimensions, dimensions, tag);
  }

  /**
   * Images {@code [N, C, H, W]} in blocks of {@code block} channels.
   *
   * @param block 8 or 16, a divisor of c; or c for channels-last; or 1 for row-major
   */
  static Layout images(long n, long c, long h, long w, long block) {
    long[] dimensions = {n, c, h, w};
    if (block == 1) {
      return rowMajor(dimensions);
    }
    long[] shape = {n, c / block, h, w, block};
    if (block == c) {
      return new Layout(dimensions, shape, dnnl_nhwc);
    }
    if (block != 8 && block != 16 || c % block != 0) {
      throw new IllegalArgumentException(
          "block: must divide %d channels, found %d".formatted(c, block));
    }
    return new Layout(dimensions, shape, block == 8 ? dnnl_nChw8c : dnnl_nChw16c);
  }

  /**
   * These images in blocks of {@code block} channels if it divides their number, otherwise
   * row-major.
   */
  Layout blocked(long block) {
    long channels = dimensions[1];
    return images(
        dimensions[0], channels, dimensions[2], dimensions[3], channels % block == 0 ? block : 1);
  }

  /** These images with the channels of a pixel contiguous. */
  Layout channelsLast() {
    long channels = dimensions[1];
    return channels == 1
        ? new Layout(dimensions, shape, dnnl_nhwc) // the same memory as row-major
        : images(dimensions[0], channels, dimensions[2], dimensions[3], channels);
  }

  /**
   * The layout of an array by its shape: a matrix, images, or images in channel blocks.
   *
   * @throws IllegalArgumentException for any other rank
   */
  static Layout of(INDArray array) {
    long[] s = array.shape();
    return switch (s.length) {
      case 2, 4 -> rowMajor(s);
      case 5 -> images(s[0], s[1] * s[4], s[2], s[3], s[4]);
      default ->
          throw new IllegalArgumentException(
              "array: must be a matrix or images, found shape " + Arrays.toString(s));
    };
  }

  /** The same memory as a matrix {@code [N, I]} with one example per row. */
  Layout flattened() {
    long inputs = Arrays.stream(dimensions, 1, dimensions.length).reduce(1, Math::multiplyExact);
    return new Layout(new long[] {dimensions[0], inputs}, shape, dnnl_ab);
  }

  /** The same layout with {@code n} images or rows. */
  Layout withBatch(long n) {
    long[] d = dimensions.clone();
    long[] s = shape.clone();
    d[0] = n;
    s[0] = n;
    return new Layout(d, s, tag);
  }

  /** The number of elements. */
  long length() {
    return Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
  }

  /** The size of dimension i. */
  long size(int i) {
    return dimensions[i];
  }

  /** The number of dimensions: two for a matrix, four for images. */
  int rank() {
    return dimensions.length;
  }

  /** Images of another height and width in the same channel blocks. */
  Layout withMaps(long height, long width) {
    return images(dimensions[0], dimensions[1], height, width, channelBlock());
  }

  /** The number of contiguous channels. */
  long channelBlock() {
    return shape.length == 5 ? shape[4] : 1;
  }

  /** The memory descriptor of this layout. */
  dnnl_memory_desc_t descriptor() {
    return descriptor(tag);
  }

  /** A memory descriptor with these dimensions for which oneDNN chooses the layout. */
  dnnl_memory_desc_t anyDescriptor() {
    return descriptor(dnnl_format_tag_any);
  }

  private dnnl_memory_desc_t descriptor(int formatTag) {
    dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
    OneDnn.check(
        "dnnl_memory_desc_init_by_tag",
        dnnl_memory_desc_init_by_tag(
            descriptor, dimensions.length, dimensions, dnnl_f32, formatTag));
    return descriptor;
  }

  /**
   * Whether {@code array} is a float array in this layout; strides of dimensions of size 1 are
   * ignored.
   */
  boolean matches(INDArray array) {
    if (array.dataType() != DataType.FLOAT || array.rank() != shape.length) {
      return false;
    }
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (array.size(i) != shape[i] || shape[i] > 1 && array.stride(i) != stride) {
        return false;
      }
      stride *= shape[i];
    }
    return true;
  }

  /** The shape of an array in this layout. */
  long[] shape() {
    return shape.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout that
        && tag == that.tag
        && Arrays.equals(dimensions, that.dimensions)
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(dimensions) + tag;
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
