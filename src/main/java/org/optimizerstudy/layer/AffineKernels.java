package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The primitives of {@code y = f(W * x + b)} for one input shape, f being ReLU or the identity.
 *
 * <p>Forward: W is reordered into oneDNN's layout, then one fused primitive. Backward, with {@code
 * e = dL/dy}: {@code d = e [y > 0]} (in place, for ReLU), {@code dL/dW} and {@code dL/db} into the
 * given views, and {@code dL/dx} unless nobody asks for it. The backward half is built when it is
 * first used, so evaluation does not pay for it.
 */
final class AffineKernels {
  private final OneDnn oneDnn;
  private final AffineOperation operation;
  private final boolean rectified;
  private final dnnl_primitive_desc description;
  private final Layout arriving;
  private final Tensor arrived;
  private final Tensor input;
  private final Tensor weights;
  private final Tensor bias;
  private final Tensor output;
  private final List<Primitive> forward = new ArrayList<>();
  private Backward backward;

  /**
   * @param oneDnn owner of the primitives
   * @param arriving the layout in which x comes and dL/dx goes
   * @param operation the operation, in the layouts in which it works
   * @param rectified whether f is ReLU
   */
  AffineKernels(OneDnn oneDnn, Layout arriving, AffineOperation operation, boolean rectified) {
    this.oneDnn = oneDnn;
    this.arriving = arriving;
    this.operation = operation;
    this.rectified = rectified;
    description = operation.forward(oneDnn, rectified);
    arrived = oneDnn.tensor(arriving);
    input = working(arrived, operation.input(), forward);
    weights = oneDnn.tensor(operation.weights());
    bias = oneDnn.tensor(operation.bias());
    output = oneDnn.tensor(operation.output(), operation.output().zeros());
    Tensor working = workingWeights(description, forward);
    forward.add(
        oneDnn.primitive(
            description,
            Map.of(
                DNNL_ARG_SRC, input,
                DNNL_ARG_WEIGHTS, working,
                DNNL_ARG_BIAS, bias,
                DNNL_ARG_DST, output)));
  }

  /** Computes y, valid until the next call. */
  INDArray forward(INDArray x, INDArray w, INDArray b) {
    arrived.bindOrCopy(x, arriving);
    weights.bind(w);
    bias.bind(b);
    forward.forEach(Primitive::run);
    return output.array();
  }

  /** The last y. */
  INDArray output() {
    return output.array();
  }

  /**
   * Backward pass after {@link #forward} on the same input.
   *
   * @param epsilon dL/dy in the shape of y; overwritten with dL/dz when f is ReLU
   * @param weightGradient receives dL/dW
   * @param biasGradient receives dL/db
   * @param inputGradient whether dL/dx is wanted
   * @return dL/dx, valid until the next call, or null if it is not wanted
   */
  INDArray backward(
      INDArray epsilon, INDArray weightGradient, INDArray biasGradient, boolean inputGradient) {
    if (backward == null) {
      backward = new Backward();
    }
    return backward.run(epsilon, weightGradient, biasGradient, inputGradient);
  }

  /** The tensor itself if it has the layout, else a copy that the steps get to make. */
  private Tensor working(Tensor tensor, Layout wanted, List<Primitive> steps) {
    if (tensor.hasLayout(wanted.descriptor())) {
      return tensor;
    }
    Tensor copy = oneDnn.tensor(wanted, wanted.zeros());
    steps.add(oneDnn.reorder(tensor, copy));
    return copy;
  }

  /** W in the layout that a primitive wants; the steps get the reordering if one is needed. */
  private Tensor workingWeights(dnnl_primitive_desc wanting, List<Primitive> steps) {
    dnnl_memory_desc_t wanted = OneDnn.layout(wanting, dnnl_query_weights_md);
    if (weights.hasLayout(wanted)) {
      return weights;
    }
    Tensor working = oneDnn.opaque(wanted);
    steps.add(oneDnn.reorder(weights, working));
    return working;
  }

  /** The backward half. */
  private final class Backward {
    private final Tensor outputGradient = oneDnn.tensor(operation.output());
    private final Tensor weightGradient = oneDnn.tensor(operation.weights());
    private final Tensor biasGradient = oneDnn.tensor(operation.bias());
    private final List<Primitive> parameters = new ArrayList<>();
    private final List<Primitive> input = new ArrayList<>();
    private Tensor inputGradient;

    Backward() {
      if (rectified) {
        parameters.add(oneDnn.rectifierBackward(outputGradient, output));
      }
      dnnl_primitive_desc gradient = operation.backwardWeights(oneDnn, description);
      dnnl_memory_desc_t wanted = OneDnn.layout(gradient, dnnl_query_diff_weights_md);
      boolean direct = weightGradient.hasLayout(wanted);
      Tensor working = direct ? weightGradient : oneDnn.opaque(wanted);
      parameters.add(
          oneDnn.primitive(
              gradient,
              Map.of(
                  DNNL_ARG_SRC, AffineKernels.this.input,
                  DNNL_ARG_DIFF_DST, outputGradient,
                  DNNL_ARG_DIFF_WEIGHTS, working,
                  DNNL_ARG_DIFF_BIAS, biasGradient)));
      if (!direct) {
        parameters.add(oneDnn.reorder(working, weightGradient));
      }
    }

    private void buildInputGradient() {
      dnnl_primitive_desc gradient = operation.backwardInput(oneDnn, description);
      Tensor produced = oneDnn.tensor(operation.input(), operation.input().zeros());
      Tensor working = workingWeights(gradient, input);
      input.add(
          oneDnn.primitive(
              gradient,
              Map.of(
                  DNNL_ARG_DIFF_DST, outputGradient,
                  DNNL_ARG_WEIGHTS, working,
                  DNNL_ARG_DIFF_SRC, produced)));
      inputGradient = working(produced, arriving, input);
    }

    INDArray run(INDArray epsilon, INDArray dW, INDArray db, boolean wanted) {
      outputGradient.bindOrCopy(epsilon, operation.output());
      weightGradient.bind(dW);
      biasGradient.bind(db);
      parameters.forEach(Primitive::run);
      if (!wanted) {
        return null;
      }
      if (inputGradient == null) {
        buildInputGradient();
      }
      input.forEach(Primitive::run);
      return inputGradient.array();
    }
  }
}
