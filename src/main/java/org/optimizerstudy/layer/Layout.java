package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_tag;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where the elements of a dense float array lie, said alike to oneDNN and to ND4J. */
final class Layout {
  private static final int FLOATS_PER_CACHE_LINE = 16;

  private final long[] dimensions;
  private final long[] strides;

  private Layout(long[] dimensions, long[] strides) {
    this.dimensions = dimensions;
    this.strides = strides;
  }

  /** The last dimension is contiguous. */
  static Layout rowMajor(long... dimensions) {
    long[] strides = new long[dimensions.length];
    long stride = 1;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dimensions[i];
    }
    return new Layout(dimensions, strides);
  }

  /** Images {@code [N, C, H, W]} whose channels are contiguous. */
  static Layout channelsLast(long n, long c, long h, long w) {
    return new Layout(new long[] {n, c, h, w}, new long[] {h * w * c, 1, w * c, c});
  }

  /** This layout as oneDNN describes it. */
  dnnl_memory_desc_t descriptor() {
    dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
    OneDnn.check(
        "dnnl_memory_desc_init_by_strides",
        dnnl_memory_desc_init_by_strides(
            descriptor, dimensions.length, dimensions, dnnl_f32, strides));
    return descriptor;
  }

  /** The dimensions alone: oneDNN chooses where the elements lie. */
  dnnl_memory_desc_t anyDescriptor() {
    dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
    OneDnn.check(
        "dnnl_memory_desc_init_by_tag",
        dnnl_memory_desc_init_by_tag(
            descriptor, dimensions.length, dimensions, dnnl_f32, dnnl_format_tag_any));
    return descriptor;
  }

  /** Whether {@code array} is a float array in this layout; strides along size 1 do not matter. */
  boolean matches(INDArray array) {
    if (array.dataType() != DataType.FLOAT || array.rank() != dimensions.length) {
      return false;
    }
    for (int i = 0; i < dimensions.length; i++) {
      if (array.size(i) != dimensions[i] || dimensions[i] > 1 && array.stride(i) != strides[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * A new array of zeros in this layout, starting on a cache line: vector loads do not straddle
   * lines. No workspace owns it.
   */
  INDArray zeros() {
    if (strides[dimensions.length - 1] == 1) {
      return aligned(dimensions);
    }
    return aligned(dimensions[0], dimensions[2], dimensions[3], dimensions[1]).permute(0, 3, 1, 2);
  }

  /** A new row-major array of zeros that starts on a cache line. */
  @SuppressWarnings("try") // the scope is there for its closing
  static INDArray aligned(long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray padded = Nd4j.create(DataType.FLOAT, length + FLOATS_PER_CACHE_LINE);
      long misfit = padded.data().addressPointer().address() / Float.BYTES % FLOATS_PER_CACHE_LINE;
      long start = (FLOATS_PER_CACHE_LINE - misfit) % FLOATS_PER_CACHE_LINE;
      return padded.get(NDArrayIndex.interval(start, start + length)).reshape('c', shape);
    }
  }
}
