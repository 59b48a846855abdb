package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_softmax_desc_t;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The primitives of softmax regression with cross entropy for one input shape: {@code p = softmax(W
 * * x + b)}, loss {@code -sum over n,k of y[n,k] log p[n,k]}, {@code dL/dz = p - y}.
 *
 * <p>x is {@code [N, I]} or {@code [N, C, H, W]}, W {@code [I, K]}, and z, p and the labels y
 * {@code [N, K]}, row-major. The loss is in nats. The gradient assumes that labels sum to one, as
 * DL4J's {@code LossMCXENT} does.
 *
 * <p>Memory per shape: {@link AffineKernels}, two arrays {@code [N, K]}, and two copies on the
 * heap.
 *
 * <p>Source: oneDNN {@code softmax_forward}.
 */
final class SoftmaxKernels {
  private final AffineKernels affine;
  private final Layout layout;
  private final Tensor probabilities;
  private final Primitive softmax;
  private final INDArray delta;
  private final float[] p;
  private final float[] y;

  SoftmaxKernels(OneDnn oneDnn, InnerProduct product) {
    affine = new AffineKernels(oneDnn, product, false);
    layout = product.output();
    probabilities = oneDnn.tensor(layout, oneDnn.zeros(layout));
    delta = oneDnn.zeros(layout);
    p = new float[Math.toIntExact(delta.length())];
    y = new float[p.length];
    Tensor logits = oneDnn.tensor(layout, affine.output());
    dnnl_softmax_desc_t operation = new dnnl_softmax_desc_t();
    OneDnn.check(
        "dnnl_softmax_forward_desc_init",
        dnnl_softmax_forward_desc_init(operation, dnnl_forward_inference, layout.descriptor(), 1));
    dnnl_primitive_desc description = oneDnn.describe(operation, oneDnn.attributes(false), null);
    softmax =
        oneDnn.primitive(description, Map.of(DNNL_ARG_SRC, logits, DNNL_ARG_DST, probabilities));
  }

  /** Computes p for input x. */
  void forward(INDArray x, INDArray w, INDArray b) {
    affine.forward(x, w, b);
    softmax.run();
    floats(probabilities.array()).get(p);
  }

  /** z, valid until the next forward pass. */
  INDArray logits() {
    return affine.output();
  }

  /** p, valid until the next forward pass. */
  INDArray probabilities() {
    return probabilities.array();
  }

  /** The loss in nats, summed over the batch, with p clipped to {@code [clip, 1 - clip]}. */
  double loss(INDArray labels, double clip) {
    read(labels);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (y[i] != 0) {
        sum -= y[i] * Math.log(Math.min(Math.max(p[i], clip), 1 - clip));
      }
    }
    return sum;
  }

  /** See {@link AffineKernels#backward}. */
  INDArray backward(INDArray labels, INDArray dW, INDArray db, boolean needsInputGradient) {
    read(labels);
    for (int i = 0; i < p.length; i++) {
      y[i] = p[i] - y[i];
    }
    floats(delta).put(y);
    return affine.backward(delta, dW, db, needsInputGradient);
  }

  private void read(INDArray labels) {
    INDArray rows = layout.matches(labels) ? labels : labels.castTo(DataType.FLOAT).dup('c');
    if (!layout.matches(rows)) {
      throw new IllegalArgumentException(
          "labels: must have the shape of the outputs, found %s and %s"
              .formatted(Arrays.toString(labels.shape()), layout));
    }
    floats(rows).get(y);
  }

  private static FloatPointer floats(INDArray array) {
    return (FloatPointer) array.data().addressPointer();
  }
}
