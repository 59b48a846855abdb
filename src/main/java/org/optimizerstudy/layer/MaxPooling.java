package org.optimizerstudy.layer;

/**
 * The shape of max pooling: {@code y[n,c,p,q] = max over i,j of x[n,c,p s + i - pad,q s + j -
 * pad]}, padding never winning; x and y are channels-last.
 *
 * @param batch N
 * @param channels C
 * @param rows the window along the height
 * @param columns the window along the width
 */
record MaxPooling(long batch, long channels, Window rows, Window columns) {

  /** Layout of x. */
  Layout input() {
    return Layout.channelsLast(batch, channels, rows.input(), columns.input());
  }

  /** Layout of y. */
  Layout output() {
    return Layout.channelsLast(batch, channels, rows.output(), columns.output());
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
