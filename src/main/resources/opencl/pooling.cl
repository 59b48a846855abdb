// Max pooling of 2x2 places with stride 2. H W C: of the input; a window at the lower or right edge
// of an odd size has fewer places. Of equal values the first counts. Items: numbers of the output
// (forward) or input (gradient) of all examples, trial.
#define OH ((H + 1) / 2)
#define OW ((W + 1) / 2)

// Where the largest value of a window stands, from 0 to 3.
int largest_of(global const float *image, int y, int x, int channel) {
  int largest = 0;
  float value = image[(y * 2 * W + x * 2) * C + channel];
  for (int i = 1; i < 4; i++) {
    int row = y * 2 + i / 2;
    int column = x * 2 + i % 2;
    if (row < H && column < W) {
      float other = image[(row * W + column) * C + channel];
      if (other > value || other != other) {
        largest = i;
        value = other;
      }
    }
  }
  return largest;
}

kernel void pool(
    global const int *slots, int examples, global const float *input, global float *output) {
  int i = get_global_id(0);
  if (i >= examples * (OH * OW * C)) {
    return;
  }
  size_t slot = slots[get_global_id(2)];
  int example = i / (OH * OW * C);
  int y = i / (OW * C) % OH;
  int x = i / C % OW;
  global const float *image = input + slot * (PART * H * W * C) + example * (H * W * C);
  int largest = largest_of(image, y, x, i % C);
  output[slot * (PART * OH * OW * C) + i] =
      image[((y * 2 + largest / 2) * W + x * 2 + largest % 2) * C + i % C];
}

// From the gradient by the output to that by the input before its relu.
kernel void pool_gradient(
    global const int *slots,
    int examples,
    global const float *input,
    global const float *gradient,
    global float *input_gradient) {
  int i = get_global_id(0);
  if (i >= examples * (H * W * C)) {
    return;
  }
  size_t slot = slots[get_global_id(2)];
  int example = i / (H * W * C);
  int y = i / (W * C) % H;
  int x = i / C % W;
  global const float *image = input + slot * (PART * H * W * C) + example * (H * W * C);
  bool passes =
      largest_of(image, y / 2, x / 2, i % C) == y % 2 * 2 + x % 2
      && image[i - example * (H * W * C)] > 0;
  input_gradient[slot * (PART * H * W * C) + i] =
      passes
          ? gradient[
              slot * (PART * OH * OW * C) + ((example * OH + y / 2) * OW + x / 2) * C + i % C]
          : 0;
}
