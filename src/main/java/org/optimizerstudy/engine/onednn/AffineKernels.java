package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The primitives of {@code y = f(W * x + b)} for one input shape, where {@code *} is a convolution
 * or a matrix product and f is ReLU or the identity. {@link AffineOperation} defines the shapes and
 * layouts.
 *
 * <p>Forward: W is reordered into oneDNN's layout, then one fused primitive runs. Backward, with
 * {@code e = dL/dy}: {@code dL/dz = e [y > 0]} (in place, for ReLU), then {@code dL/dW} and {@code
 * dL/db} into the given views, and {@code dL/dx} on request. The backward primitives are built on
 * first use, so evaluation does not allocate them.
 *
 * <p>Memory per shape: one array for y, copies of x, W and the gradients where oneDNN uses another
 * layout, one array for dL/dx, and oneDNN's scratch memory.
 *
 * <p>Errors: {@link OneDnnException} if oneDNN rejects a call.
 */
final class AffineKernels implements LayerKernels {
  private final OneDnn oneDnn;
  private final AffineOperation operation;
  private final boolean relu;
  private final dnnl_primitive_desc description;
  private final Tensor external;
  private final Tensor input;
  private final Weights weights;
  private final Tensor bias;
  private final Tensor output;
  private final List<Primitive> forward = new ArrayList<>();
  private Backward backward;

  /**
   * @param oneDnn the owner of the primitives
   * @param operation the operation with its layouts
   * @param relu whether f is ReLU
   */
  AffineKernels(OneDnn oneDnn, AffineOperation operation, boolean relu) {
    this.oneDnn = oneDnn;
    this.operation = operation;
    this.relu = relu;
    description = operation.forward(oneDnn, relu);
    external = oneDnn.tensor(operation.external());
    input = oneDnn.arranged(external, operation.input(), forward);
    weights = new Weights();
    weights.arrange(forward);
    bias = oneDnn.tensor(operation.bias());
    output = oneDnn.tensor(operation.output(), oneDnn.zeros(operation.output()));
    Tensor working =
        oneDnn.arranged(weights.plain, OneDnn.layout(description, dnnl_query_weights_md), forward);
    forward.add(
        oneDnn.primitive(
            description,
            Map.of(
                DNNL_ARG_SRC, input,
                DNNL_ARG_WEIGHTS, working,
                DNNL_ARG_BIAS, bias,
                DNNL_ARG_DST, output)));
  }

  @Override
  public INDArray forward(INDArray x, INDArray w, INDArray b) {
    external.bindOrCopy(x, operation.external());
    weights.bind(w);
    bias.bind(b);
    forward.forEach(Primitive::run);
    if (relu) {
      operation
          .zeroWindows()
          .ifPresent(windows -> windows.settle(input.floats(), b, output.floats()));
    }
    return output.array();
  }

  /** The result y of the last forward pass. */
  INDArray output() {
    return output.array();
  }

  @Override
  public INDArray backward(
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray biasGradient,
      boolean needsInputGradient) {
    if (backward == null) {
      backward = new Backward();
    }
    return backward.run(outputGradient, weightGradient, biasGradient, needsInputGradient);
  }

  /** W or dL/dW, in DL4J's view and in the layout of the primitives. */
  private final class Weights {
    private final Tensor stored = oneDnn.tensor(operation.storedWeights());
    private final Tensor plain = oneDnn.tensor(operation.weights());
    private final Tensor arranged;

    Weights() {
      if (operation.arrangedWeights().equals(operation.storedWeights())) {
        arranged = stored;
      } else {
        arranged =
            oneDnn.tensor(operation.arrangedWeights(), oneDnn.zeros(operation.arrangedWeights()));
        plain.bind(arranged.array());
      }
    }

    void bind(INDArray view) {
      stored.bind(view);
      if (arranged == stored) {
        plain.bind(view);
      }
    }

    /** Adds the reorder from DL4J's view. */
    void arrange(List<Primitive> steps) {
      if (arranged != stored) {
        steps.add(oneDnn.reorder(stored, arranged));
      }
    }

    /** Adds the reorder to DL4J's view. */
    void store(List<Primitive> steps) {
      if (arranged != stored) {
        steps.add(oneDnn.reorder(arranged, stored));
      }
    }
  }

  /** The primitives of the backward pass. */
  private final class Backward {
    private final Tensor outputGradient = oneDnn.tensor(operation.output());
    private final Weights weightGradient = new Weights();
    private final Tensor biasGradient = oneDnn.tensor(operation.bias());
    private final List<Primitive> parameters = new ArrayList<>();
    private final List<Primitive> input = new ArrayList<>();
    private Tensor inputGradient;

    Backward() {
      if (relu) {
        parameters.add(oneDnn.reluBackward(outputGradient, output));
      }
      dnnl_primitive_desc gradient = operation.backwardWeights(oneDnn, description);
      Tensor x = oneDnn.arranged(AffineKernels.this.input, operation.inputForWeights(), parameters);
      Tensor outputGradients =
          oneDnn.arranged(outputGradient, operation.outputForWeights(), parameters);
      List<Primitive> storing = new ArrayList<>();
      Tensor working =
          oneDnn.produced(
              OneDnn.layout(gradient, dnnl_query_diff_weights_md), weightGradient.plain, storing);
      parameters.add(
          oneDnn.primitive(
              gradient,
              Map.of(
                  DNNL_ARG_SRC, x,
                  DNNL_ARG_DIFF_DST, outputGradients,
                  DNNL_ARG_DIFF_WEIGHTS, working,
                  DNNL_ARG_DIFF_BIAS, biasGradient)));
      parameters.addAll(storing);
      weightGradient.store(parameters);
    }

    private void buildInputGradient() {
      dnnl_primitive_desc gradient = operation.backwardInput(oneDnn, description);
      Tensor produced = oneDnn.tensor(operation.input(), oneDnn.zeros(operation.input()));
      Tensor working =
          oneDnn.arranged(weights.plain, OneDnn.layout(gradient, dnnl_query_weights_md), input);
      input.add(
          oneDnn.primitive(
              gradient,
              Map.of(
                  DNNL_ARG_DIFF_DST, outputGradient,
                  DNNL_ARG_WEIGHTS, working,
                  DNNL_ARG_DIFF_SRC, produced)));
      inputGradient = oneDnn.arranged(produced, operation.external(), input);
    }

    INDArray run(INDArray gradient, INDArray dW, INDArray db, boolean needsInputGradient) {
      outputGradient.bindOrCopy(gradient, operation.output());
      weightGradient.bind(dW);
      biasGradient.bind(db);
      parameters.forEach(Primitive::run);
      if (!needsInputGradient) {
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
