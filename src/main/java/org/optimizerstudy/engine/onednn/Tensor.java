package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A oneDNN memory object over the memory of an array or a part of it; keeps the array reachable.
 */
final class Tensor {
  private final OneDnn oneDnn;
  private final dnnl_memory memory;
  private final dnnl_memory_desc_t layout;
  private final List<Tensor> views = new ArrayList<>();
  private INDArray array;
  private long start;
  private INDArray copy;

  Tensor(OneDnn oneDnn, dnnl_memory memory, dnnl_memory_desc_t layout) {
    this.oneDnn = oneDnn;
    this.memory = memory;
    this.layout = layout;
  }

  dnnl_memory memory() {
    return memory;
  }

  dnnl_memory_desc_t layout() {
    return layout;
  }

  /** The array that this tensor is bound to, wholly or in part. */
  INDArray array() {
    return array;
  }

  /** The elements that this tensor is bound to, from position 0 on. */
  FloatPointer floats() {
    return new FloatPointer(data(array, start));
  }

  /** Binds this tensor to {@code newArray}, which must have this tensor's layout. */
  void bind(INDArray newArray) {
    bindPart(newArray, 0);
  }

  /**
   * Binds this tensor to a part of {@code whole}, which consists of contiguous parts in this
   * tensor's layout.
   *
   * @param part index of the part, from 0
   */
  void bindPart(INDArray whole, long part) {
    bindBytes(whole, part == 0 ? 0 : part * dnnl_memory_desc_get_size(layout));
  }

  /** Binds this tensor to the elements of {@code whole} from index {@code first} on. */
  void bindFrom(INDArray whole, long first) {
    bindBytes(whole, first * Float.BYTES);
  }

  private void bindBytes(INDArray whole, long newStart) {
    if (whole == array && newStart == start) {
      return;
    }
    OneDnn.check(
        "dnnl_memory_set_data_handle", dnnl_memory_set_data_handle(memory, data(whole, newStart)));
    array = whole;
    start = newStart;
    views.forEach(view -> view.bindBytes(whole, newStart));
  }

  private static Pointer data(INDArray whole, long start) {
    Pointer data = whole.data().addressPointer(); // unlike pointer(), it includes a view's offset
    return start == 0 ? data : new BytePointer(data).getPointer(start);
  }

  /** A view of this tensor in another layout of the same size, which follows its bindings. */
  Tensor as(dnnl_memory_desc_t other) {
    Tensor view = oneDnn.tensor(other);
    views.add(view);
    if (array != null) {
      view.bindBytes(array, start);
    }
    return view;
  }

  /** Binds {@code source} if it has the wanted layout, otherwise a copy. */
  void bindOrCopy(INDArray source, Layout wanted) {
    if (wanted.matches(source)) {
      bind(source);
      return;
    }
    if (copy == null) {
      copy = oneDnn.zeros(wanted);
    }
    bind(copy.assign(source));
  }

  boolean hasLayout(dnnl_memory_desc_t other) {
    return dnnl_memory_desc_equal(layout, other) != 0;
  }
}
