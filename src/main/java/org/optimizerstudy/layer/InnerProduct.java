package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_inner_product_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Matrix product {@code z[n,k] = b[k] + sum over i of x[n,i] W[i,k]}.
 *
 * <p>x is {@code [N, I]}, or channels-last images {@code [N, C, H, W]} whose elements count in the
 * order c, h, w, which saves the flattening. DL4J keeps W as {@code [I, K]} in column-major order:
 * the same memory as {@code [K, C, H, W]} in row-major order, which is what oneDNN is told.
 *
 * <p>Source: oneDNN inner product primitives.
 *
 * @param batch N
 * @param channels C, or I for plain rows
 * @param height H, or 1
 * @param width W, or 1
 * @param images whether x has four dimensions rather than two
 * @param outputs K
 */
record InnerProduct(
    long batch, long channels, long height, long width, boolean images, long outputs)
    implements AffineOperation {

  /**
   * The product for an input of the given shape.
   *
   * @throws DL4JInvalidInputException if its examples do not have {@code inputs} elements
   */
  static InnerProduct of(INDArray x, long inputs, long outputs) {
    boolean images = x.rank() == 4;
    if (x.length() != x.size(0) * inputs) {
      throw new DL4JInvalidInputException(
          "Expected %d inputs an example, got an array of shape %s"
              .formatted(inputs, Arrays.toString(x.shape())));
    }
    return images
        ? new InnerProduct(x.size(0), x.size(1), x.size(2), x.size(3), true, outputs)
        : new InnerProduct(x.size(0), x.size(1), 1, 1, false, outputs);
  }

  @Override
  public Layout input() {
    return images
        ? Layout.channelsLast(batch, channels, height, width)
        : Layout.rowMajor(batch, channels);
  }

  @Override
  public Layout output() {
    return Layout.rowMajor(batch, outputs);
  }

  @Override
  public Layout bias() {
    return Layout.rowMajor(outputs);
  }

  @Override
  public Layout weights() {
    return images
        ? Layout.rowMajor(outputs, channels, height, width)
        : Layout.rowMajor(outputs, channels);
  }

  @Override
  public dnnl_primitive_desc forward(OneDnn oneDnn, boolean rectified) {
    dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        "dnnl_inner_product_forward_desc_init",
        dnnl_inner_product_forward_desc_init(
            operation,
            dnnl_forward_training,
            input().descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            output().descriptor()));
    return oneDnn.describe(operation, oneDnn.attributes(rectified), null);
  }

  @Override
  public dnnl_primitive_desc backwardInput(OneDnn oneDnn, dnnl_primitive_desc forward) {
    dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        "dnnl_inner_product_backward_data_desc_init",
        dnnl_inner_product_backward_data_desc_init(
            operation, input().descriptor(), weights().anyDescriptor(), output().descriptor()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
  }

  @Override
  public dnnl_primitive_desc backwardWeights(OneDnn oneDnn, dnnl_primitive_desc forward) {
    dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        "dnnl_inner_product_backward_weights_desc_init",
        dnnl_inner_product_backward_weights_desc_init(
            operation,
            input().descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            output().descriptor()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
  }
}
