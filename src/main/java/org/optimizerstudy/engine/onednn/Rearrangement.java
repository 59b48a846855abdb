package org.optimizerstudy.engine.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies views of one array to views of another, without changing the rest of it. */
final class Rearrangement {
  private final OneDnn oneDnn;
  private final List<Copy> copies = new ArrayList<>();

  /** A view that starts at element {@code start} of an array. */
  record View(dnnl_memory_desc_t layout, long start) {}

  private record Copy(Tensor from, long fromStart, Tensor to, long toStart, Primitive primitive) {}

  Rearrangement(OneDnn oneDnn) {
    this.oneDnn = oneDnn;
  }

  /** Adds a copy between views of the same dimensions. */
  void add(View from, View to) {
    Tensor source = oneDnn.tensor(from.layout());
    Tensor target = oneDnn.tensor(to.layout());
    copies.add(new Copy(source, from.start(), target, to.start(), oneDnn.reorder(source, target)));
  }

  /** Performs all copies, with offsets into both arrays. */
  void run(INDArray from, long fromStart, INDArray to, long toStart) {
    for (Copy copy : copies) {
      copy.from.bindFrom(from, fromStart + copy.fromStart);
      copy.to.bindFrom(to, toStart + copy.toStart);
      copy.primitive.run();
    }
  }
}
