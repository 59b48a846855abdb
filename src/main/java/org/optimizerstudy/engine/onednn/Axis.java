package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_strides;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * One dimension of a view into a float array.
 *
 * @param size number of elements along it
 * @param stride distance between consecutive elements, in floats
 */
record Axis(long size, long stride) {

  /**
   * The memory descriptor of a view with these dimensions.
   *
   * <p>oneDNN's initialisation rejects some strides of views without overlapping elements, for
   * example every other row of an odd number of rows. The strides are therefore set afterwards.
   */
  static dnnl_memory_desc_t view(Axis... axes) {
    long[] sizes = Arrays.stream(axes).mapToLong(Axis::size).toArray();
    dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
    OneDnn.check(
        "dnnl_memory_desc_init_by_strides",
        dnnl_memory_desc_init_by_strides(descriptor, axes.length, sizes, dnnl_f32, (long[]) null));
    for (int i = 0; i < axes.length; i++) {
      descriptor.format_desc_blocking().strides().put(i, axes[i].stride);
    }
    return descriptor;
  }

  /** A row-major matrix with a row stride of {@code rowStride} floats. */
  static dnnl_memory_desc_t matrix(long rows, long columns, long rowStride) {
    return view(new Axis(rows, rowStride), new Axis(columns, 1));
  }

  /** {@code count} contiguous dense row-major matrices. */
  static dnnl_memory_desc_t matrices(long count, long rows, long columns) {
    return view(new Axis(count, rows * columns), new Axis(rows, columns), new Axis(columns, 1));
  }

  /** The transposes of {@code count} dense row-major matrices of {@code rows x columns}. */
  static dnnl_memory_desc_t transposes(long count, long rows, long columns) {
    return view(new Axis(count, rows * columns), new Axis(columns, 1), new Axis(rows, columns));
  }
}
