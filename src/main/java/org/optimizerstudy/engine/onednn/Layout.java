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
 * Where the elements of a dense float tensor lie, said alike to oneDNN and to ND4J.
 *
 * <p>Either row-major; or images in channel blocks, the form in which oneDNN's convolutions are
 * fastest: the tensor {@code [N, C, H, W]} in blocks of B channels is the row-major array {@code
 * [N, C / B, H, W, B]}, and the array has that shape.
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
          default -> throw new IllegalArgumentException("Rank " + dimensions.length);
        };
    return new Layout(dimensions, dimensions, tag);
  }

  /**
   * Images {@code [N, C, H, W]} in blocks of {@code block} channels.
   *
   * @param block 8 or 16, a divisor of c; c for channels-last; or 1 for row-major
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
      throw new IllegalArgumentException("%d channels in blocks of %d".formatted(c, block));
    }
    return new Layout(dimensions, shape, block == 8 ? dnnl_nChw8c : dnnl_nChw16c);
  }

  /** These images in blocks of {@code block} channels if that divides them, else row-major. */
  Layout blocked(long block) {
    long channels = dimensions[1];
    return images(
        dimensions[0], channels, dimensions[2], dimensions[3], channels % block == 0 ? block : 1);
  }

  /**
   * The layout of a matrix, of images, or of images in channel blocks, by the shape of the array.
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
              "Expected a matrix or images, got an array of shape " + Arrays.toString(s));
    };
  }

  /** The same memory as a matrix {@code [N, I]}, examples in rows. */
  Layout flattened() {
    long inputs = Arrays.stream(dimensions, 1, dimensions.length).reduce(1, Math::multiplyExact);
    return new Layout(new long[] {dimensions[0], inputs}, shape, dnnl_ab);
  }

  /** The layout of {@code n} such images or rows. */
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

  /** Images with other maps, blocked like these. */
  Layout withMaps(long height, long width) {
    return images(dimensions[0], dimensions[1], height, width, channelBlock());
  }

  /** The number of channels that lie side by side. */
  long channelBlock() {
    return shape.length == 5 ? shape[4] : 1;
  }

  /** This layout as oneDNN describes it. */
  dnnl_memory_desc_t descriptor() {
    return descriptor(tag);
  }

  /** The dimensions alone: oneDNN chooses where the elements lie. */
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

  /** Whether {@code array} is a float array in this layout; strides along size 1 do not matter. */
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
