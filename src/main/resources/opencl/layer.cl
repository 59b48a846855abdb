// A layer with weights: a convolution, or a dense layer as a convolution of one place. Channels are
// last; the shape is given by macros:
//
//   H W C            height, width and channels of the input
//   KH KW S          kernel and stride
//   TOP LEFT         rows and columns of padding before the input
//   OH OW N          height, width and filters of the output
//   STRIDE           numbers from a trial's parameters to the next one's, a multiple of 4
//   ALIGNED          whether the layer's parameters begin at a multiple of 4
//   PART             the most examples at once, for which memory is laid out
//   SLICE            terms that are summed before their sum is added to the others'
//   TM TN TK RM      tile: rows and columns of the result that a work-group computes, terms at
//                    once; a work item computes RM rows of four columns
//
// The weights are a matrix [KH, KW, C | N], row by row, with the biases as its last row. Each sum
// is cut into slices of SLICE terms: s = fma(a, b, s) from s = 0 in the order of the terms, then
// the slices are added up in order, from 0. Terms in the padding keep their numbers, and with them
// the slices their ends, but add nothing. A tile leaves them out where they are in the padding for
// all of its sums, and computes them with 0 elsewhere. For finite numbers both give the same bits:
// fma(0, b, s) is s but for the sign of a zero, which a total does not see, being a sum from 0 on.
// So no tile shape changes a result of finite numbers. The last dimension of a launch is the trial.
#define K (KH * KW * C)
#define PLACES (OH * OW)
#define ITEMS (TM / RM * (TN / 4))
#define QUADS (TK / 4)
#define A_QUADS (TM / 4 + 1)
#define B_QUADS (TN / 4 + 1)
#define TILE_KERNEL kernel __attribute__((reqd_work_group_size(ITEMS, 1, 1)))

// The work items of a group share out n units: BEGIN i, a unit of this item, END.
#define SHARE_OUT(i, n) \
  _Pragma("unroll") for (int pass = 0; pass < ((n) + ITEMS - 1) / ITEMS; pass++) { \
    int i = item + pass * ITEMS; \
    if ((n) % ITEMS == 0 || i < (n))
#define END }

// Adds the terms of a tile to a work item's sums.
void multiply(local const float4 *a, local const float4 *b, int row, int column, float4 *sums) {
  for (int k = 0; k < TK; k++) {
    float4 right = b[k * B_QUADS + column / 4];
#pragma unroll
    for (int i = 0; i < RM; i += 4) {
      float4 left = a[k * A_QUADS + (row + i) / 4];
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

// Numbers from first to end - 1.
typedef struct {
  int first, end;
} range_t;

// Rows and columns.
typedef struct {
  range_t y, x;
} box_t;

// The smallest box with the numbers from first to last of a grid of this width, which is numbered
// row by row.
box_t box_of(int first, int last, int width) {
  box_t box = {{first / width, last / width + 1}, {0, width}};
  if (first / width == last / width) {
    box.x.first = first % width;
    box.x.end = last % width + 1;
  }
  return box;
}

// Terms of a sum that a tile computes: count of them from first on and after each distance, up to
// end.
typedef struct {
  int first, end, distance, count;
} terms_t;

// The terms of these taps of a kernel of this width; each tap has so many, all taps have all. Where
// a tile may have terms of several taps, that is all of them.
terms_t terms_of(box_t taps, int width, int each, int all) {
  int row = width * each;
  terms_t some = {
      taps.y.first * row + taps.x.first * each,
      taps.y.end * row,
      row,
      (taps.x.end - taps.x.first) * each};
  terms_t every = {0, all, all, all};
  return each % TK == 0 ? some : every;
}

// A place of an example's image; outside it is padding.
typedef struct {
  int example, y, x;
} place_t;

// The place of a row. Rows go through the examples at one place, then at the next one, so that the
// rows of a tile have few places, and these much the same taps in the padding. Places go through
// those of one example, then of the next one.
int place_of(int row, int examples, int places) {
  return row % examples * places + row / examples;
}

// Where the first tap of an output place of the batch is.
place_t window_of(int place) {
  place_t window = {place / PLACES, place % PLACES / OW * S - TOP, place % OW * S - LEFT};
  return window;
}

// The input at a tap of a window and a channel; none in the padding.
global const float *input_at(global const float *input, place_t window, int tap, int channel) {
  int y = window.y + tap / KW;
  int x = window.x + tap % KW;
  return y < 0 || y >= H || x < 0 || x >= W
      ? 0
      : input + ((window.example * H + y) * W + x) * C + channel;
}

float term_at(global const float *input, place_t window, int k) {
  global const float *at = k < K ? input_at(input, window, k / C, k % C) : 0;
  return at ? *at : 0;
}

// Inputs of the terms from start + k to start + k + 3, start being a multiple of TK and k of 4 and
// smaller; 0 in the padding and from the K-th term on.
float4 inputs_at(global const float *input, place_t window, int start, int k) {
#if C % 4 == 0
  int base = C % TK == 0 ? start : start + k; // so that all terms of a tile are of one tap
  int channel = C % TK == 0 ? start % C + k : base % C;
  global const float *at =
      start + k < K ? input_at(input, window, base / C, channel) : 0;
  return at ? *(global const float4 *) at : (float4) 0;
#else
  return (float4) (
      term_at(input, window, start + k),
      term_at(input, window, start + k + 1),
      term_at(input, window, start + k + 2),
      term_at(input, window, start + k + 3));
#endif
}

// Four neighbours, from a multiple of 4 on, of a row of a matrix of rows of this length, which
// begins at a multiple of 16 bytes; 0 from the row's end on.
float4 four_of(global const float *row, int n, int length) {
  if (length % 4 == 0) {
    return n < length ? *(global const float4 *) (row + n) : (float4) 0;
  }
  return (float4) (
      n < length ? row[n] : 0,
      n + 1 < length ? row[n + 1] : 0,
      n + 2 < length ? row[n + 2] : 0,
      n + 3 < length ? row[n + 3] : 0);
}

// The loops over a work item's rows that end in this are not unrolled: POCL 3.1 (LLVM 15) then loses
// the condition of the last row.
void store_four(float4 values, global float *row, int n, int length) {
  if (length % 4 == 0) {
    if (n < length) {
      *(global float4 *) (row + n) = values;
    }
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
  if (n + 3 < length) {
    row[n + 3] = values.w;
  }
}

// As four_of, of a row of the weights.
float4 weights_of(global const float *row, int n) {
#if ALIGNED
  return four_of(row, n, N);
#else
  return (float4) (
      n < N ? row[n] : 0,
      n + 1 < N ? row[n + 1] : 0,
      n + 2 < N ? row[n + 2] : 0,
      n + 3 < N ? row[n + 3] : 0);
#endif
}

// Puts four terms of one row or column into a tile of so many quads a term.
void scatter(float4 values, local float4 *tile, int quads, int k, int line) {
  local float *to = (local float *) (tile + k * quads) + line;
  to[0] = values.x;
  to[4 * quads] = values.y;
  to[8 * quads] = values.z;
  to[12 * quads] = values.w;
}
