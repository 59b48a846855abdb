package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The primitives of {@code y = f(maxpool(z))} with {@code z = W * x + b} for one input shape, where
 * f is ReLU or the identity. x is {@code [N, C, H, W]} and y {@code [N, K, P, Q]}, in the layouts
 * of {@link PooledConvolution}; W is {@code [K, C, kH, kW]}.
 *
 * <p>Forward, for each part of the batch: z is computed, then pooled and passed through ReLU while
 * it is in the cache. In training the position of each maximum is stored. Backward, with {@code e =
 * dL/dy}, for each part: {@code e [y > 0]} (in place, for ReLU); dL/dz, which overwrites z; the
 * part's share of {@code dL/dW} and {@code dL/db}; and {@code dL/dx} on request.
 *
 * <p>Memory per shape: z of one part, y and the positions of the batch, dL/dx on request, and
 * copies where oneDNN uses another layout. Errors: {@link OneDnnException} if oneDNN rejects a
 * call.
 */
final class PooledConvolutionKernels implements LayerKernels {
  private final OneDnn oneDnn;
  private final PooledConvolution operation;
  private final Convolution convolution;
  private final MaxPooling pooling;
  private final boolean relu;
  private final dnnl_primitive_desc convolutionDescription;
  private final dnnl_primitive_desc poolingDescription;
  private final Tensor external;
  private final Tensor images;
  private final Tensor weights;
  private final Tensor bias;
  private final Tensor input;
  private final Tensor maps;
  private final Tensor output;
  private final Tensor positions;
  private final INDArray result;
  private final INDArray allPositions;
  private final List<Primitive> preparation = new ArrayList<>();
  private final Primitive convolve;
  private final Primitive pool;
  private Backward backward;

  /**
   * @param oneDnn the owner of the primitives
   * @param operation the operation with its layouts
   * @param relu whether f is ReLU
   * @param training whether a backward pass may follow
   */
  PooledConvolutionKernels(
      OneDnn oneDnn, PooledConvolution operation, boolean relu, boolean training) {
    this.oneDnn = oneDnn;
    this.operation = operation;
    this.convolution = operation.convolution();
    this.pooling = operation.pooling();
    this.relu = relu;
    convolutionDescription = convolution.forward(oneDnn, false);
    poolingDescription = pooling.forward(oneDnn, relu, training);
    external = oneDnn.tensor(operation.external());
    images = oneDnn.arranged(external, operation.input(), preparation);
    weights = oneDnn.tensor(convolution.weights());
    bias = oneDnn.tensor(convolution.bias());
    input = oneDnn.tensor(convolution.input());
    maps = oneDnn.tensor(convolution.output(), oneDnn.zeros(convolution.output()));
    output = oneDnn.tensor(pooling.output());
    result = oneDnn.zeros(operation.output());
    Map<Integer, Tensor> pooled = new HashMap<>(Map.of(DNNL_ARG_SRC, maps, DNNL_ARG_DST, output));
    if (training) {
      dnnl_memory_desc_t workspace = OneDnn.layout(poolingDescription, dnnl_query_workspace_md);
      positions = oneDnn.tensor(workspace);
      allPositions = oneDnn.opaque(workspace, operation.parts()).array();
      pooled.put(DNNL_ARG_WORKSPACE, positions);
    } else {
      positions = null;
      allPositions = null;
    }
    Tensor working =
        oneDnn.arranged(
            weights, OneDnn.layout(convolutionDescription, dnnl_query_weights_md), preparation);
    convolve =
        oneDnn.primitive(
            convolutionDescription,
            Map.of(
                DNNL_ARG_SRC, input,
                DNNL_ARG_WEIGHTS, working,
                DNNL_ARG_BIAS, bias,
                DNNL_ARG_DST, maps));
    pool = oneDnn.primitive(poolingDescription, pooled);
  }

  @Override
  public INDArray forward(INDArray x, INDArray w, INDArray b) {
    external.bindOrCopy(x, operation.external());
    weights.bind(w);
    bias.bind(b);
    preparation.forEach(Primitive::run);
    for (long part = 0; part < operation.parts(); part++) {
      bind(part);
      convolve.run();
      if (relu) {
        convolution
            .zeroWindows()
            .ifPresent(windows -> windows.settle(input.floats(), b, maps.floats()));
      }
      pool.run();
    }
    return result;
  }

  private void bind(long part) {
    input.bindPart(images.array(), part);
    output.bindPart(result, part);
    if (positions != null) {
      positions.bindPart(allPositions, part);
    }
  }

  /** Requires kernels that were built for training. */
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

  /** The primitives of the backward pass. */
  private final class Backward {
    private final Tensor externalGradient = oneDnn.tensor(operation.output());
    private final Tensor outputGradient = oneDnn.tensor(pooling.output());
    private final Tensor weightGradient = oneDnn.tensor(convolution.weights());
    private final List<Primitive> storing = new ArrayList<>();
    private final Sum weightSum;
    private final Sum biasSum = new Sum(oneDnn.tensor(convolution.bias()));
    private final List<Primitive> parameters = new ArrayList<>();
    private InputGradient inputGradient;

    Backward() {
      dnnl_primitive_desc gradient = convolution.backwardWeights(oneDnn, convolutionDescription);
      weightSum =
          new Sum(
              oneDnn.produced(
                  OneDnn.layout(gradient, dnnl_query_diff_weights_md), weightGradient, storing));
      if (relu) {
        parameters.add(oneDnn.reluBackward(outputGradient, output));
      }
      parameters.add(
          oneDnn.primitive(
              pooling.backward(oneDnn, poolingDescription),
              Map.of(
                  DNNL_ARG_DIFF_DST, outputGradient,
                  DNNL_ARG_WORKSPACE, positions,
                  DNNL_ARG_DIFF_SRC, maps)));
      parameters.add(
          oneDnn.primitive(
              gradient,
              Map.of(
                  DNNL_ARG_SRC,
                  oneDnn.arranged(input, convolution.inputForWeights(), parameters),
                  DNNL_ARG_DIFF_DST,
                  oneDnn.arranged(maps, convolution.outputForWeights(), parameters),
                  DNNL_ARG_DIFF_WEIGHTS,
                  weightSum.share,
                  DNNL_ARG_DIFF_BIAS,
                  biasSum.share)));
    }

    INDArray run(INDArray gradient, INDArray dW, INDArray db, boolean needsInputGradient) {
      externalGradient.bindOrCopy(gradient, operation.output());
      weightGradient.bind(dW);
      biasSum.total.bind(db);
      if (needsInputGradient) {
        if (inputGradient == null) {
          inputGradient = new InputGradient();
        }
        inputGradient.prepare();
      }
      for (long part = 0; part < operation.parts(); part++) {
        bind(part);
        outputGradient.bindPart(externalGradient.array(), part);
        weightSum.start(part);
        biasSum.start(part);
        parameters.forEach(Primitive::run);
        weightSum.add(part);
        biasSum.add(part);
        if (needsInputGradient) {
          inputGradient.run(part);
        }
      }
      storing.forEach(Primitive::run);
      return needsInputGradient ? inputGradient.finish() : null;
    }
  }

  /** A sum over the parts: the first share is written to the total, the others are added. */
  private final class Sum {
    final Tensor total;
    final Tensor share;
    private INDArray other;
    private Primitive addition;

    Sum(Tensor total) {
      this.total = total;
      share = oneDnn.tensor(total.layout());
      if (operation.parts() > 1) {
        other = oneDnn.opaque(total.layout()).array();
        addition = oneDnn.addition(total, share);
      }
    }

    void start(long part) {
      share.bind(part == 0 ? total.array() : other);
    }

    void add(long part) {
      if (part > 0) {
        addition.run();
      }
    }
  }

  /** dL/dx from dL/dz. */
  private final class InputGradient {
    private final List<Primitive> preparing = new ArrayList<>();
    private final List<Primitive> leaving = new ArrayList<>();
    private final Tensor whole = oneDnn.tensor(operation.input(), oneDnn.zeros(operation.input()));
    private final Tensor left = oneDnn.arranged(whole, operation.external(), leaving);
    private final Tensor ofPart = oneDnn.tensor(convolution.input());
    private final Primitive gradient;

    InputGradient() {
      dnnl_primitive_desc description = convolution.backwardInput(oneDnn, convolutionDescription);
      Tensor working =
          oneDnn.arranged(weights, OneDnn.layout(description, dnnl_query_weights_md), preparing);
      gradient =
          oneDnn.primitive(
              description,
              Map.of(
                  DNNL_ARG_DIFF_DST, maps,
                  DNNL_ARG_WEIGHTS, working,
                  DNNL_ARG_DIFF_SRC, ofPart));
    }

    void prepare() {
      preparing.forEach(Primitive::run);
    }

    void run(long part) {
      ofPart.bindPart(whole.array(), part);
      gradient.run();
    }

    INDArray finish() {
      leaving.forEach(Primitive::run);
      return left.array();
    }
  }
}
