package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.lang.ref.Reference;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;

/** An executable oneDNN primitive with its arguments, which it keeps reachable. */
final class Primitive {
  private final OneDnn owner;
  private final dnnl_primitive primitive;
  private final dnnl_exec_arg_t arguments;
  private final List<Tensor> tensors;

  Primitive(
      OneDnn owner, dnnl_primitive primitive, dnnl_exec_arg_t arguments, List<Tensor> tensors) {
    this.owner = owner;
    this.primitive = primitive;
    this.arguments = arguments;
    this.tensors = tensors;
  }

  /** Runs to completion: the CPU stream is synchronous. */
  void run() {
    OneDnn.check(
        "dnnl_primitive_execute",
        dnnl_primitive_execute(primitive, owner.stream(), tensors.size(), arguments));
    Reference.reachabilityFence(this);
  }
}
