// Gradient of the loss by the input, from that by the output before its relu. With MASK it goes on
// through the relu that made the input. Input places whose row and column leave the same remainders
// by the stride have the same taps and are computed together. offset: parameters of the layers
// before. Groups: rows (input places of one such phase), columns (channels) for each phase, trial.
#define COLUMN_TILES ((C + TN - 1) / TN)

// Places of one phase and the taps that reach them: every S-th row and column from the first. A
// place's first tap comes from the output place that is offset from it.
typedef struct {
  int rows, columns, first_tap_y, first_tap_x, taps_y, taps_x, offset_y, offset_x;
} phase_t;

phase_t phase_of(int y, int x) {
  phase_t phase;
  phase.rows = H % S == 0 ? H / S : (H - y + S - 1) / S; // a constant where it can be
  phase.columns = W % S == 0 ? W / S : (W - x + S - 1) / S;
  phase.first_tap_y = (y + TOP) % S;
  phase.first_tap_x = (x + LEFT) % S;
  phase.taps_y = KH % S == 0 ? KH / S : (KH - phase.first_tap_y + S - 1) / S;
  phase.taps_x = KW % S == 0 ? KW / S : (KW - phase.first_tap_x + S - 1) / S;
  phase.offset_y = (y + TOP) / S;
  phase.offset_x = (x + LEFT) / S;
  return phase;
}

// A term of the sum; its tap is outside after the last one.
typedef struct {
  int tap, filter;
} term_t;

// The term start + k, start being a multiple of TK and k smaller.
term_t term_of(int start, int k) {
  term_t term;
  int base = N % TK == 0 ? start : start + k; // so that all terms of a tile are of one tap
  term.tap = base / N;
  term.filter = N % TK == 0 ? start % N + k : base % N;
  return term;
}

// Where the gradient of a term stands; negative in the padding and after the last term.
int gradient_index(phase_t phase, int place, term_t term) {
  int y = place / phase.columns % phase.rows + phase.offset_y - term.tap / phase.taps_x;
  int x = place % phase.columns + phase.offset_x - term.tap % phase.taps_x;
  return term.tap >= phase.taps_y * phase.taps_x || y < 0 || y >= OH || x < 0 || x >= OW
      ? -1
      : ((place / (phase.rows * phase.columns) * OH + y) * OW + x) * N + term.filter;
}

// Where the weight of a term stands; negative after the last channel or term.
int weight_index(phase_t phase, int channel, term_t term) {
  int y = phase.first_tap_y + term.tap / phase.taps_x * S;
  int x = phase.first_tap_x + term.tap % phase.taps_x * S;
  return term.tap >= phase.taps_y * phase.taps_x || channel >= C
      ? -1
      : ((y * KW + x) * C + channel) * N + term.filter;
}

float value_at(global const float *from, int index) {
  return index < 0 ? 0 : from[index];
}

// Gradients of four terms.
float4 gradients_at(global const float *gradient, phase_t phase, int place, int start, int k) {
#if N % 4 == 0
  int index = gradient_index(phase, place, term_of(start, k));
  return index < 0 ? (float4) 0 : *(global const float4 *) (gradient + index);
#else
  return (float4) (
      value_at(gradient, gradient_index(phase, place, term_of(start, k))),
      value_at(gradient, gradient_index(phase, place, term_of(start, k + 1))),
      value_at(gradient, gradient_index(phase, place, term_of(start, k + 2))),
      value_at(gradient, gradient_index(phase, place, term_of(start, k + 3))));
#endif
}

// Weights of four terms.
float4 weights_at(global const float *weights, phase_t phase, int channel, int start, int k) {
#if N % 4 == 0 && ALIGNED
  int index = weight_index(phase, channel, term_of(start, k));
  return index < 0 ? (float4) 0 : *(global const float4 *) (weights + index);
#else
  return (float4) (
      value_at(weights, weight_index(phase, channel, term_of(start, k))),
      value_at(weights, weight_index(phase, channel, term_of(start, k + 1))),
      value_at(weights, weight_index(phase, channel, term_of(start, k + 2))),
      value_at(weights, weight_index(phase, channel, term_of(start, k + 3))));
#endif
}

TILE_KERNEL void input_gradient(
    global const int *slots,
    int examples,
    global const float *gradient,
    global const float *parameters,
    global const float *input,
    global float *result,
    int offset) {
  local float4 a[TK * A_QUADS];
  local float4 b[TK * B_QUADS];
  int phase_y = get_group_id(1) / COLUMN_TILES / S;
  int phase_x = get_group_id(1) / COLUMN_TILES % S;
  phase_t phase = phase_of(phase_y, phase_x);
  int places = examples * phase.rows * phase.columns;
  int first_row = get_group_id(0) * TM;
  if (first_row >= places) {
    return;
  }
  size_t slot = slots[get_group_id(2)];
  gradient += slot * (PART * PLACES * N);
  parameters += slot * STRIDE + offset;
  input += slot * (PART * H * W * C);
  result += slot * (PART * H * W * C);
  int first_column = get_group_id(1) % COLUMN_TILES * TN;
  int item = get_local_id(0);
  int row = item / (TN / 4) * RM;
  int column = item % (TN / 4) * 4;
  int terms = phase.taps_y * phase.taps_x * N;
  float4 sums[RM];
  float4 totals[RM];
  clear(sums, totals);
  for (int start = 0; start < terms; start += TK) {
    SHARE_OUT(i, TM * QUADS) {
      int place = first_row + i / QUADS;
      int k = i % QUADS * 4;
      scatter(
          place < places ? gradients_at(gradient, phase, place, start, k) : (float4) 0,
          a,
          A_QUADS,
          k,
          i / QUADS);
    } END
    SHARE_OUT(i, TN * QUADS) {
      int k = i % QUADS * 4;
      scatter(
          weights_at(parameters, phase, first_column + i / QUADS, start, k),
          b,
          B_QUADS,
          k,
          i / QUADS);
    } END
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply(a, b, row, column, sums);
#if KH * KW * N > SLICE
    if ((start + TK) % SLICE == 0) {
      fold(sums, totals);
    }
#endif
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  fold(sums, totals);
  for (int i = 0; i < RM; i++) {
    int place = first_row + row + i;
    if (place < places) {
      int y = place / phase.columns % phase.rows * S + phase_y;
      int x = place % phase.columns * S + phase_x;
      int at = ((place / (phase.rows * phase.columns) * H + y) * W + x) * C;
      float4 value = totals[i];
#if MASK
      value = four_of(input + at, first_column + column, C) > 0 ? value : (float4) 0;
#endif
      store_four(value, result + at, first_column + column, C);
    }
  }
}
