// Gradient of the loss by the weights and biases, summed over a slice of the batch's places; the
// biases' input is 1. Of a slice's places those are taken that see the input through some of the
// tile's taps. Groups: rows (of the weights), columns (filters) for each slice, trial.
// PARTIALS: the most numbers of all slices of a layer, a multiple of 4.
#define COLUMN_TILES ((N + TN - 1) / TN)

// The output places that see an input of this size through some of these taps, in one dimension.
range_t places_of(range_t taps, int size, int padding, int output_size) {
  int first = max(0, padding - taps.end + S) / S;
  int end = min(output_size, (size + padding - taps.first + S - 1) / S);
  range_t places = {first, max(first, end)};
  return places;
}

// How many places of a box, in all examples, come before this place of the batch.
int places_before(box_t box, int place) {
  int y = place % PLACES / OW;
  int x = place % OW;
  int rows = clamp(y, box.y.first, box.y.end) - box.y.first;
  int columns = y < box.y.first || y >= box.y.end
      ? 0
      : clamp(x, box.x.first, box.x.end) - box.x.first;
  return (place / PLACES * (box.y.end - box.y.first) + rows) * (box.x.end - box.x.first) + columns;
}

// As inputs_at, with the bias's input after the last term.
float4 inputs_and_one(global const float *input, place_t window, int k) {
  return (int4) (k, k + 1, k + 2, k + 3) == K
      ? (float4) 1
      : inputs_at(input, window, k / TK * TK, k % TK);
}

TILE_KERNEL void weight_gradient(
    global const int *slots,
    int examples,
    global const float *input,
    global const float *gradient,
    global float *partials) {
  local float4 a[TK * A_QUADS];
  local float4 b[TK * B_QUADS];
  local int places[SLICE];
  size_t slot = slots[get_group_id(2)];
  int slice = get_group_id(1) / COLUMN_TILES;
  input += slot * (PART * H * W * C);
  gradient += slot * (PART * PLACES * N);
  partials += slot * PARTIALS + slice * ((K + 1) * N);
  int first_row = get_group_id(0) * TM;
  int first_column = get_group_id(1) % COLUMN_TILES * TN;
  int item = get_local_id(0);
  int row = item / (TN / 4) * RM;
  int column = item % (TN / 4) * 4;
  int last_row = first_row + TM - 1;
  box_t taps = box_of(first_row / C, last_row / C, KW);
  box_t some = {places_of(taps.y, H, TOP, OH), places_of(taps.x, W, LEFT, OW)};
  box_t all = {{0, OH}, {0, OW}};
  box_t box = last_row < K ? some : all; // the biases' input is 1 everywhere
  int first_place = slice * SLICE;
  int end_place = min(first_place + SLICE, examples * PLACES);
  int before = places_before(box, first_place);
  int count = places_before(box, end_place) - before;
  for (int place = first_place + item; place < end_place; place += ITEMS) {
    int number = places_before(box, place);
    if (places_before(box, place + 1) > number) {
      places[number - before] = place;
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  float4 sums[RM];
  float4 totals[RM];
  clear(sums, totals);
  for (int start = 0; start < count; start += TK) {
    SHARE_OUT(i, TK * (TM / 4)) {
      int at = start + i / (TM / 4);
      int k = i % (TM / 4);
      a[i / (TM / 4) * A_QUADS + k] =
          at < count
              ? inputs_and_one(input, window_of(places[at]), first_row + k * 4)
              : (float4) 0;
    } END
    SHARE_OUT(i, TK * (TN / 4)) {
      int at = start + i / (TN / 4);
      int n = i % (TN / 4);
      b[i / (TN / 4) * B_QUADS + n] =
          at < count
              ? four_of(gradient + places[at] * N, first_column + n * 4, N)
              : (float4) 0;
    } END
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply(a, b, row, column, sums);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  fold(sums, totals);
  for (int i = 0; i < RM; i++) {
    int k = first_row + row + i;
    if (k <= K) {
      store_four(totals[i], partials + k * N, first_column + column, N);
    }
  }
}

// Adds up the slices, in order from 0, and then to the gradient of the parts before. offset:
// parameters of the layers before. Items: numbers of the layer, trial.
kernel void sum_slices(
    global const int *slots,
    int slices,
    int is_first_part,
    global const float *partials,
    global float *gradients,
    int offset) {
  int i = get_global_id(0);
  if (i >= (K + 1) * N) {
    return;
  }
  size_t slot = slots[get_global_id(2)];
  partials += slot * PARTIALS;
  gradients += slot * STRIDE + offset;
  float sum = 0;
  for (int slice = 0; slice < slices; slice++) {
    sum += partials[slice * ((K + 1) * N) + i];
  }
  gradients[i] = is_first_part ? sum : gradients[i] + sum;
}
