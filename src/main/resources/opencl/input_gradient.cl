// Gradient of the loss by the input, from that by the output before its relu. With MASK it goes on
// through the relu that made the input. Input places whose row and column leave the same remainders
// by the stride have the same taps and are computed together. offset: parameters of the layers
// before. Groups: rows (input places of one such phase, see place_of), columns (channels) for each
// phase, trial.
#define COLUMN_TILES ((C + TN - 1) / TN)

// Places of one phase and the taps that reach them: every S-th row and column from the first. A
// place's first tap comes from the output place that is offset from it, the next taps from the
// output places before that one.
typedef struct {
  int rows, columns, taps_y, taps_x, first_weight, offset_y, offset_x;
} phase_t;

phase_t phase_of(int y, int x) {
  phase_t phase;
  phase.rows = H % S == 0 ? H / S : (H - y + S - 1) / S; // a constant where it can be
  phase.columns = W % S == 0 ? W / S : (W - x + S - 1) / S;
  int tap_y = (y + TOP) % S;
  int tap_x = (x + LEFT) % S;
  phase.taps_y = KH % S == 0 ? KH / S : (KH - tap_y + S - 1) / S;
  phase.taps_x = KW % S == 0 ? KW / S : (KW - tap_x + S - 1) / S;
  phase.first_weight = (tap_y * KW + tap_x) * C * N;
  phase.offset_y = (y + TOP) / S;
  phase.offset_x = (x + LEFT) / S;
  return phase;
}

// The taps that reach some of these places from the output, in one dimension.
range_t taps_of(range_t places, int offset, int output_size, int taps) {
  range_t reaching = {
      max(0, places.first + offset - (output_size - 1)), min(taps, places.end + offset)};
  return reaching;
}

// The output place from which the first tap reaches a place of the batch's places of a phase.
place_t source_of(phase_t phase, int place) {
  place_t source = {
      place / (phase.rows * phase.columns),
      place / phase.columns % phase.rows + phase.offset_y,
      place % phase.columns + phase.offset_x};
  return source;
}

// A term of the sum.
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

// Whether a term is after the last one.
bool is_over(phase_t phase, term_t term) {
  return N % TK != 0 && term.tap >= phase.taps_y * phase.taps_x;
}

// Where the gradient of a term stands; negative in the padding and after the last term.
int gradient_index(phase_t phase, place_t source, term_t term) {
  int y = source.y - term.tap / phase.taps_x;
  int x = source.x - term.tap % phase.taps_x;
  return is_over(phase, term) || y < 0 || y >= OH || x < 0 || x >= OW
      ? -1
      : ((source.example * OH + y) * OW + x) * N + term.filter;
}

// Where the weight of a term stands; negative after the last channel or term.
int weight_index(phase_t phase, int channel, term_t term) {
  int tap = (term.tap / phase.taps_x * KW + term.tap % phase.taps_x) * S;
  return is_over(phase, term) || channel >= C
      ? -1
      : (tap * C + channel) * N + term.filter;
}

float value_at(global const float *from, int index) {
  return index < 0 ? 0 : from[index];
}

// Gradients of four terms.
float4 gradients_at(global const float *gradient, phase_t phase, place_t source, int start, int k) {
#if N % 4 == 0
  int index = gradient_index(phase, source, term_of(start, k));
  return index < 0 ? (float4) 0 : *(global const float4 *) (gradient + index);
#else
  return (float4) (
      value_at(gradient, gradient_index(phase, source, term_of(start, k))),
      value_at(gradient, gradient_index(phase, source, term_of(start, k + 1))),
      value_at(gradient, gradient_index(phase, source, term_of(start, k + 2))),
      value_at(gradient, gradient_index(phase, source, term_of(start, k + 3))));
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
  local place_t sources[TM];
  int phase_y = get_group_id(1) / COLUMN_TILES / S;
  int phase_x = get_group_id(1) / COLUMN_TILES % S;
  phase_t phase = phase_of(phase_y, phase_x);
  int places = phase.rows * phase.columns;
  int rows = examples * places;
  int first_row = get_group_id(0) * TM;
  int last_row = min(first_row + TM, rows) - 1;
  if (first_row > last_row) {
    return;
  }
  size_t slot = slots[get_group_id(2)];
  gradient += slot * (PART * PLACES * N);
  parameters += slot * STRIDE + offset + phase.first_weight;
  input += slot * (PART * H * W * C);
  result += slot * (PART * H * W * C);
  int first_column = get_group_id(1) % COLUMN_TILES * TN;
  int item = get_local_id(0);
  int row = item / (TN / 4) * RM;
  int column = item % (TN / 4) * 4;
  box_t box = box_of(first_row / examples, last_row / examples, phase.columns);
  box_t taps = {
      taps_of(box.y, phase.offset_y, OH, phase.taps_y),
      taps_of(box.x, phase.offset_x, OW, phase.taps_x)};
  terms_t terms = terms_of(taps, phase.taps_x, N, phase.taps_y * phase.taps_x * N);
  SHARE_OUT(i, TM) {
    sources[i] = source_of(phase, place_of(min(first_row + i, last_row), examples, places));
  } END
  barrier(CLK_LOCAL_MEM_FENCE);
  float4 sums[RM];
  float4 totals[RM];
  clear(sums, totals);
  int slice = 0;
  for (int run = terms.first; run < terms.end; run += terms.distance) {
    for (int start = run; start < run + terms.count; start += TK) {
#if KH * KW * N > SLICE
      if (start / SLICE > slice) {
        fold(sums, totals);
        slice = start / SLICE;
      }
#endif
      SHARE_OUT(i, TM * QUADS) {
        int k = i % QUADS * 4;
        scatter(
            gradients_at(gradient, phase, sources[i / QUADS], start, k),
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
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  }
  fold(sums, totals);
  for (int i = 0; i < RM; i++) {
    if (first_row + row + i <= last_row) {
      int place = place_of(first_row + row + i, examples, places);
      int y = place / phase.columns % phase.rows * S + phase_y;
      int x = place % phase.columns * S + phase_x;
      int at = ((place / places * H + y) * W + x) * C;
      float4 value = totals[i];
#if MASK
      value = four_of(input + at, first_column + column, C) > 0 ? value : (float4) 0;
#endif
      store_four(value, result + at, first_column + column, C);
    }
  }
}
