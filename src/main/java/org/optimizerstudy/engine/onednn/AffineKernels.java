package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
final class AffineKernels implements LayerKernels {
  private final OneDnn oneDnn;
  private final AffineOperation operation;
  private final boolean rectified;
  private final dnnl_primitive_desc description;
  private final Tensor arrived;
  private final Tensor input;
  private final Weights weights;
  private final Tensor bias;
  private final Tensor output;
  private final List<Primitive> forward = new ArrayList<>();
  private Backward backward;

  /**
   * @param oneDnn owner of the primitives
   * @param operation the operation, in the layouts in which it works
   * @param rectified whether f is ReLU
   */
  AffineKernels(OneDnn oneDnn, AffineOperation operation, boolean rectified) {
    this.oneDnn = oneDnn;
    this.operation = operation;
    this.rectified = rectified;
    description = operation.forward(oneDnn, rectified);
    arrived = oneDnn.tensor(operation.arriving());
    input = oneDnn.arranged(arrived, operation.input(), forward);
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
    arrived.bindOrCopy(x, operation.arriving());
    weights.bind(w);
    bias.bind(b);
    forward.forEach(Primitive::run);
    return output.array();
  }

  /** The last y. */
  INDArray output() {
    return output.array();
  }

  @Override
  public INDArray backward(
      INDArray epsilon, INDArray weightGradient, INDArray biasGradient, boolean inputGradient) {
    if (backward == null) {
      backward = new Backward();
    }
    return backward.run(epsilon, weightGradient, biasGradient, inputGradient);
  }

  /** W or dL/dW, in DL4J's view and as the primitives see it. */
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

    /** Adds the step from DL4J's view. */
    void arrange(List<Primitive> steps) {
      if (arranged != stored) {
        steps.add(oneDnn.reorder(stored, arranged));
      }
    }

    /** Adds the step to DL4J's view. */
    void store(List<Primitive> steps) {
      if (arranged != stored) {
        steps.add(oneDnn.reorder(arranged, stored));
      }
    }
  }

  /** The backward half. */
  private final class Backward {
    private final Tensor outputGradient = oneDnn.tensor(operation.output());
    private final Weights weightGradient = new Weights();
    private final Tensor biasGradient = oneDnn.tensor(operation.bias());
    private final List<Primitive> parameters = new ArrayList<>();
    private final List<Primitive> input = new ArrayList<>();
    private Tensor inputGradient;

    Backward() {
      if (rectified) {
        parameters.add(oneDnn.rectifierBackward(outputGradient, output));
      }
      dnnl_primitive_desc gradient = operation.backwardWeights(oneDnn, description);
      List<Primitive> storing = new ArrayList<>();
      Tensor working =
          oneDnn.produced(
              OneDnn.layout(gradient, dnnl_query_diff_weights_md), weightGradient.plain, storing);
      parameters.add(
          oneDnn.primitive(
              gradient,
              Map.of(
                  DNNL_ARG_SRC, AffineKernels.this.input,
                  DNNL_ARG_DIFF_DST, outputGradient,
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
      inputGradient = oneDnn.arranged(produced, operation.arriving(), input);
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
