// output = relu(input * weights + bias), without relu where RELU is 0; offset: parameters of the
// layers before. Groups: rows (places of all examples, see place_of), columns (filters), trial.

// The taps through which some of these output places see an input of this size, in one dimension.
range_t taps_of(range_t places, int size, int padding, int kernel_size) {
  range_t taps = {
      max(0, padding - (places.end - 1) * S), min(kernel_size, size + padding - places.first * S)};
  return taps;
}

TILE_KERNEL void forward(
    global const int *slots,
    int examples,
    global const float *input,
    global const float *parameters,
    global float *output,
    int offset) {
  local float4 a[TK * A_QUADS];
  local float4 b[TK * B_QUADS];
  local place_t windows[TM];
  size_t slot = slots[get_group_id(2)];
  input += slot * (PART * H * W * C);
  parameters += slot * STRIDE + offset;
  output += slot * (PART * PLACES * N);
  int rows = examples * PLACES;
  int first_row = get_group_id(0) * TM;
  int last_row = min(first_row + TM, rows) - 1;
  int first_column = get_group_id(1) * TN;
  int item = get_local_id(0);
  int row = item / (TN / 4) * RM;
  int column = item % (TN / 4) * 4;
  box_t places = box_of(first_row / examples, last_row / examples, OW);
  box_t taps = {taps_of(places.y, H, TOP, KH), taps_of(places.x, W, LEFT, KW)};
  terms_t terms = terms_of(taps, KW, C, K);
  SHARE_OUT(i, TM) {
    windows[i] = window_of(place_of(min(first_row + i, last_row), examples, PLACES));
  } END
  barrier(CLK_LOCAL_MEM_FENCE);
  float4 sums[RM];
  float4 totals[RM];
  clear(sums, totals);
  int slice = 0;
  for (int run = terms.first; run < terms.end; run += terms.distance) {
    for (int start = run; start < run + terms.count; start += TK) {
#if K > SLICE
      if (start / SLICE > slice) {
        fold(sums, totals);
        slice = start / SLICE;
      }
#endif
      SHARE_OUT(i, TM * QUADS) {
        int k = i % QUADS * 4;
        scatter(inputs_at(input, windows[i / QUADS], start, k), a, A_QUADS, k, i / QUADS);
      } END
      SHARE_OUT(i, TK * (TN / 4)) {
        int k = i / (TN / 4);
        int n = i % (TN / 4);
        b[k * B_QUADS + n] =
            start + k < K
                ? weights_of(parameters + (start + k) * N, first_column + n * 4)
                : (float4) 0;
      } END
      barrier(CLK_LOCAL_MEM_FENCE);
      multiply(a, b, row, column, sums);
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  fold(sums, totals);
  float4 bias = weights_of(parameters + K * N, first_column + column);
  for (int i = 0; i < RM; i++) {
    if (first_row + row + i <= last_row) {
      int place = place_of(first_row + row + i, examples, PLACES);
      float4 z = totals[i] + bias;
#if RELU
      z = z < 0 ? (float4) 0 : z; // NaN stays, so that a divergence is seen
#endif
      store_four(z, output + place * N, first_column + column, N);
    }
  }
}
