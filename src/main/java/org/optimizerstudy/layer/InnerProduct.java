package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_inner_product_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Matrix product {@code z[n,k] = b[k] + sum over i of x[n,i] W[i,k]}.
 *
 * <p>x is {@code [N, I]}, or images {@code [N, C, H, W]} whose elements count in the order c, h, w,
 * which saves the flattening. DL4J keeps W as {@code [I, K]} in column-major order: the same memory
 * as {@code [K, I]} or {@code [K, C, H, W]} in row-major order, which is what oneDNN is told.
 *
 * <p>Source: oneDNN inner product primitives.
 *
 * @param input layout of x
 * @param outputs K
 */
record InnerProduct(Layout input, long outputs) implements AffineOperation {

  /**
   * The product for the given input.
   *
   * @throws DL4JInvalidInputException if its examples do not have {@code inputs} elements
   */
  static InnerProduct of(INDArray x, long inputs, long outputs) {
    if (x.length() != x.size(0) * inputs) {
      throw new DL4JInvalidInputException(
          "Expected %d inputs an example, got an array of shape %s"
              .formatted(inputs, Arrays.toString(x.shape())));
    }
    return new InnerProduct(Layout.of(x), outputs);
  }

  @Override
  public Layout output() {
    return Layout.rowMajor(input.size(0), outputs);
  }

  @Override
  public Layout bias() {
    return Layout.rowMajor(outputs);
  }

  @Override
  public Layout weights() {
    return input.rank() == 4
        ? Layout.rowMajor(outputs, input.size(1), input.size(2), input.size(3))
        : Layout.rowMajor(outputs, input.size(1));
  }

  @Override
  public dnnl_primitive_desc forward(OneDnn oneDnn, boolean rectified) {
    dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        "dnnl_inner_product_forward_desc_init",
        dnnl_inner_product_forward_desc_init(
            operation,
            dnnl_forward_training,
            input.descriptor(),
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
            operation, input.descriptor(), plainOrAnyWeights(), output().descriptor()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
  }

  @Override
  public dnnl_primitive_desc backwardWeights(OneDnn oneDnn, dnnl_primitive_desc forward) {
    dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        "dnnl_inner_product_backward_weights_desc_init",
        dnnl_inner_product_backward_weights_desc_init(
            operation,
            input.descriptor(),
            plainOrAnyWeights(),
            bias().descriptor(),
            output().descriptor()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
  }

  /** DL4J's own layout saves the reordering, and for matrices it is as fast as any here. */
  private dnnl_memory_desc_t plainOrAnyWeights() {
    return input.rank() == 2 ? weights().descriptor() : weights().anyDescriptor();
  }
}
