// output = relu(input * weights + bias), without relu where RELU is 0. Groups: rows (places of all
// examples), columns (filters), trial.
TILE_KERNEL void forward(
    global const int *slots,
    int examples,
    global const float *input,
    global const float *parameters,
    global float *output) {
  local float a[TK * A_WIDTH];
  local float b[TK * B_WIDTH];
  size_t slot = slots[get_group_id(2)];
  input += slot * (PART * H * W * C);
  parameters += slot * PARAMETERS + OFFSET;
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
    for (int i = item; i < TM * QUADS; i += ITEMS) {
      int place = first_row + i / QUADS;
      int k = i % QUADS * 4;
      scatter(
          place < places ? inputs_at(input, place, start + k) : (float4) 0,
          a + k * A_WIDTH + i / QUADS,
          A_WIDTH);
    }
    for (int i = item; i < TK * (TN / 4); i += ITEMS) {
      int k = i / (TN / 4);
      int n = i % (TN / 4) * 4;
      vstore4(
          start + k < K
              ? four_of(parameters + (start + k) * N, first_column + n, N)
              : (float4) 0,
          0,
          b + k * B_WIDTH + n);
    }
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
  float4 bias = four_of(parameters + K * N, first_column + column, N);
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
