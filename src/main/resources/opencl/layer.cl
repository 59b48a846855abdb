// A layer with weights: a convolution, or a dense layer as a convolution of one place. Channels are
// last; the shape is given by macros:
//
//   H W C            height, width and channels of the input
//   KH KW S          kernel and stride
//   TOP LEFT         rows and columns of padding before the input
//   OH OW N          height, width and filters of the output
//   PARAMETERS       of the whole network; OFFSET: of those before the layer
//   PART             the most examples at once, for which memory is laid out
//   SLICE            terms that are summed before their sum is added to the others'
//   TM TN TK RM      tile: rows and columns of the result that a work-group computes, terms at
//                    once; a work item computes RM rows of four columns
//
// The weights are a matrix [KH, KW, C | N], row by row, with the biases as its last row. Each sum
// is cut into slices of SLICE terms: s = fma(a, b, s) from s = 0 in the order of the terms, then
// the slices are added up in order, from 0. Places in the padding count as 0. No tile shape changes
// that. The last dimension of a launch is the trial.
#define K (KH * KW * C)
#define PLACES (OH * OW)
#define QUADS (TK / 4)
#define ITEMS (TM / RM * (TN / 4))
#define A_WIDTH (TM + 4)
#define B_WIDTH (TN + 4)
#define TILE_KERNEL kernel __attribute__((reqd_work_group_size(ITEMS, 1, 1)))

// Adds the terms of a tile to a work item's sums.
void multiply(local const float *a, local const float *b, int row, int column, float4 *sums) {
  for (int k = 0; k < TK; k++) {
    float4 right = vload4(0, b + k * B_WIDTH + column);
#pragma unroll
    for (int i = 0; i < RM; i += 4) {
      float4 left = vload4(0, a + k * A_WIDTH + row + i);
      sums[i] = fma((float4) left.x, right, sums[i]);
      sums[i + 1] = fma((float4) left.y, right, sums[i + 1]);
      sums[i + 2] = fma((float4) left.z, right, sums[i + 2]);
      sums[i + 3] = fma((float4) left.w, right, sums[i + 3]);
    }
  }
}

// Ends a slice.
void fold(float4 *sums, float4 *totals) {
#pragma unroll
  for (int i = 0; i < RM; i++) {
    totals[i] += sums[i];
    sums[i] = 0;
  }
}

void clear(float4 *sums, float4 *totals) {
#pragma unroll
  for (int i = 0; i < RM; i++) {
    sums[i] = 0;
    totals[i] = 0;
  }
}

// The k-th term's input of an output place of the batch.
float input_at(global const float *input, int place, int k) {
  int tap = k / C;
  int y = place % PLACES / OW * S + tap / KW - TOP;
  int x = place % OW * S + tap % KW - LEFT;
  return y < 0 || y >= H || x < 0 || x >= W
      ? 0
      : input[((place / PLACES * H + y) * W + x) * C + k % C];
}

// Those of the terms from k to k + 3, k being a multiple of 4; 0 from the K-th on.
float4 inputs_at(global const float *input, int place, int k) {
#if C % 4 == 0
  int tap = k / C;
  int y = place % PLACES / OW * S + tap / KW - TOP;
  int x = place % OW * S + tap % KW - LEFT;
  return k >= K || y < 0 || y >= H || x < 0 || x >= W
      ? (float4) 0
      : vload4(0, input + ((place / PLACES * H + y) * W + x) * C + k % C);
#else
  return (float4) (
      k < K ? input_at(input, place, k) : 0,
      k + 1 < K ? input_at(input, place, k + 1) : 0,
      k + 2 < K ? input_at(input, place, k + 2) : 0,
      k + 3 < K ? input_at(input, place, k + 3) : 0);
#endif
}

// Four neighbours of a row, 0 from its end on.
float4 four_of(global const float *row, int n, int length) {
  if (n + 3 < length) {
    return vload4(0, row + n);
  }
  return (float4) (
      n < length ? row[n] : 0,
      n + 1 < length ? row[n + 1] : 0,
      n + 2 < length ? row[n + 2] : 0,
      0);
}

void store_four(float4 values, global float *row, int n, int length) {
  if (n + 3 < length) {
    vstore4(values, 0, row + n);
    return;
  }
  if (n < length) {
    row[n] = values.x;
  }
  if (n + 1 < length) {
    row[n + 1] = values.y;
  }
  if (n + 2 < length) {
    row[n + 2] = values.z;
  }
}

// Four terms of one row or column of a tile, whose terms are apart by a width.
void scatter(float4 values, local float *tile, int width) {
  tile[0] = values.x;
  tile[width] = values.y;
  tile[2 * width] = values.z;
  tile[3 * width] = values.w;
}
