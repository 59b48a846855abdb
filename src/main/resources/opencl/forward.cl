// output = relu(input * weights + bias), without relu where RELU is 0; offset: parameters of the
// layers before. Groups: rows (places of all examples), columns (filters), trial.
TILE_KERNEL void forward(
    global const int *slots,
    int examples,
    global const float *input,
    global const float *parameters,
    global float *output,
    int offset) {
  local float4 a[TK * A_QUADS];
  local float4 b[TK * B_QUADS];
  size_t slot = slots[get_group_id(2)];
  input += slot * (PART * H * W * C);
  parameters += slot * STRIDE + offset;
  output += slot * (PART * PLACES * N);
  int places = examples * PLACES;
  int first_row = get_group_id(0) * TM;
  int first_column = get_group_id(1) * TN;
  int item = get_local_id(0);
  int row = item / (TN / 4) * RM;
  int column = item % (TN / 4) * 4;
  float4 sums[RM];
  float4 totals[RM];
  clear(sums, totals);
  for (int start = 0; start < K; start += TK) {
    SHARE_OUT(i, TM * QUADS) {
      int place = first_row + i / QUADS;
      int k = i % QUADS * 4;
      scatter(
          place < places ? inputs_at(input, place, start, k) : (float4) 0,
          a,
          A_QUADS,
          k,
          i / QUADS);
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
#if K > SLICE
    if ((start + TK) % SLICE == 0) {
      fold(sums, totals);
    }
#endif
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  fold(sums, totals);
  float4 bias = weights_of(parameters + K * N, first_column + column);
  for (int i = 0; i < RM; i++) {
    int place = first_row + row + i;
    if (place < places) {
      float4 z = totals[i] + bias;
#if RELU
      z = z < 0 ? (float4) 0 : z; // NaN stays, so that a divergence is seen
#endif
      store_four(z, output + place * N, first_column + column, N);
    }
  }
}
