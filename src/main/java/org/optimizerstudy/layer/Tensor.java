package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A oneDNN memory object over the memory of an array, which it keeps alive. */
final class Tensor {
  private final dnnl_memory memory;
  private final dnnl_memory_desc_t layout;
  private INDArray array;
  private INDArray copy;

  Tensor(dnnl_memory memory, dnnl_memory_desc_t layout) {
    this.memory = memory;
    this.layout = layout;
  }

  dnnl_memory memory() {
    return memory;
  }

  dnnl_memory_desc_t layout() {
    return layout;
  }

  INDArray array() {
    return array;
  }

  /** Lets this tensor stand for {@code newArray}, whose elements must have this tensor's layout. */
  void bind(INDArray newArray) {
    if (newArray == array) {
      return;
    }
    Pointer data = newArray.data().addressPointer(); // unlike pointer(), it counts a view's offset
    OneDnn.check("dnnl_memory_set_data_handle", dnnl_memory_set_data_handle(memory, data));
    array = newArray;
  }

  /** Binds {@code source} where it lies if it has the layout, else a copy of it. */
  void bindOrCopy(INDArray source, Layout wanted) {
    if (wanted.matches(source)) {
      bind(source);
      return;
    }
    if (copy == null) {
      copy = wanted.zeros();
    }
    bind(copy.assign(source));
  }

  boolean hasLayout(dnnl_memory_desc_t other) {
    return dnnl_memory_desc_equal(layout, other) != 0;
  }
}
