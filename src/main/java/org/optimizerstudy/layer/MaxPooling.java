package org.optimizerstudy.layer;

/**
 * The shape of max pooling: {@code y[n,c,p,q] = max over i,j of x[n,c,p s + i - pad,q s + j -
 * pad]}, padding never winning.
 *
 * @param input layout of the images x {@code [N, C, H, W]}
 * @param rows the window along the height
 * @param columns the window along the width
 */
record MaxPooling(Layout input, Window rows, Window columns) {

  /** Layout of y {@code [N, C, P, Q]}, blocked like x. */
  Layout output() {
    return input.withMaps(rows.output(), columns.output());
  }

  long[] kernel() {
    return new long[] {rows.kernel(), columns.kernel()};
  }

  long[] strides() {
    return new long[] {rows.stride(), columns.stride()};
  }

  long[] before() {
    return new long[] {rows.before(), columns.before()};
  }

  long[] after() {
    return new long[] {rows.after(), columns.after()};
  }
}
