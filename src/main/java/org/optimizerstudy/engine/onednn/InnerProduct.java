package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_inner_product_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Matrix product {@code z[n,k] = b[k] + sum over i of x[n,i] W[i,k]}.
 *
 * <p>x is {@code [N, I]}, or images {@code [N, C, H, W]} with elements numbered in the order c, h,
 * w. DL4J stores W as {@code [I, K]} in column-major order. oneDNN reads the same memory as {@code
 * [K, I]} or {@code [K, C, H, W]} in row-major order. For images, W is arranged in the layout of
 * the images, so the operation is a matrix product for any layout.
 *
 * <p>Source: oneDNN inner product primitives.
 *
 * @param x layout of x
 * @param outputs number of outputs K
 */
record InnerProduct(Layout x, long outputs) implements AffineOperation {

  /**
   * The product for a given input.
   *
   * @throws DL4JInvalidInputException if its examples do not have {@code inputs} elements each
   */
  static InnerProduct of(INDArray x, long inputs, long outputs) {
    if (x.length() != x.size(0) * inputs) {
      throw new DL4JInvalidInputException(
          "input must have %d values per example, found shape %s"
              .formatted(inputs, Arrays.toString(x.shape())));
    }
    return new InnerProduct(Layout.of(x), outputs);
  }

  @Override
  public Layout external() {
    return input();
  }

  @Override
  public Layout input() {
    return x.flattened();
  }

  @Override
  public Layout output() {
    return Layout.rowMajor(x.size(0), outputs);
  }

  @Override
  public Layout bias() {
    return Layout.rowMajor(outputs);
  }

  @Override
  public Layout storedWeights() {
    return x.rank() == 4
        ? Layout.rowMajor(outputs, x.size(1), x.size(2), x.size(3))
        : Layout.rowMajor(outputs, x.size(1));
  }

  @Override
  public Layout arrangedWeights() {
    return x.withBatch(outputs);
  }

  @Override
  public Layout weights() {
    return arrangedWeights().flattened();
  }

  @Override
  public dnnl_primitive_desc forward(OneDnn oneDnn, boolean relu) {
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
    return oneDnn.describe(operation, oneDnn.attributes(relu), null);
  }

  /** Weights in plain layout save a reorder, and no layout is faster in the backward passes. */
  @Override
  public dnnl_primitive_desc backwardInput(OneDnn oneDnn, dnnl_primitive_desc forward) {
    dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        "dnnl_inner_product_backward_data_desc_init",
        dnnl_inner_product_backward_data_desc_init(
            operation, input().descriptor(), weights().descriptor(), output().descriptor()));
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
            weights().descriptor(),
            bias().descriptor(),
            output().descriptor()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
  }
}
