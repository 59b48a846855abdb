// What a network does besides its layers. PIXELS and CLASSES of an example; PART: the most examples
// at once; PARAMETERS of the network; SCALARS: numbers that a rule's step takes besides gradient
// and accumulators; GROUP: work items of a group. The last dimension of a launch is the trial.

// Pixels from 0 to 1 of the examples of a part. Each trial has an order of its own, or all have the
// first (order_length 0). Items: pixels of all examples, trial.
kernel void gather(
    global const int *slots,
    int examples,
    global const uchar *images,
    global const int *orders,
    int order_length,
    int first,
    global float *input) {
  int i = get_global_id(0);
  if (i >= examples * PIXELS) {
    return;
  }
  size_t slot = slots[get_global_id(2)];
  size_t image = orders[slot * order_length + first + i / PIXELS];
  input[slot * (PART * PIXELS) + i] = images[image * PIXELS + i % PIXELS] / 255.0f;
}

// Probabilities of the classes: softmax. Returns the most probable class, the first of several.
int softmax(global const float *scores, float *probabilities) {
  float largest = scores[0];
  for (int i = 1; i < CLASSES; i++) {
    largest = scores[i] > largest ? scores[i] : largest;
  }
  float sum = 0;
  for (int i = 0; i < CLASSES; i++) {
    probabilities[i] = exponential(scores[i] - largest);
    sum += probabilities[i];
  }
  int prediction = 0;
  for (int i = 0; i < CLASSES; i++) {
    probabilities[i] = probabilities[i] / sum;
    prediction = probabilities[i] > probabilities[prediction] ? i : prediction;
  }
  return prediction;
}

// Cross entropy; a probability below 1e-10 counts as that, as in DL4J.
float loss_of(float probability) {
  return -logarithm(probability < 1e-10f ? 1e-10f : probability);
}

// The sums of a trial: losses in units of 2^-32, correct predictions, losses that are no numbers.
// Being integers they are the same in every order.
typedef struct {
  long loss;
  int correct;
  int lost;
} sums_t;

// Adds up what the work items of a group found, in the first of them.
sums_t sum_of_group(sums_t mine, local sums_t *all) {
  int item = get_local_id(0);
  all[item] = mine;
  barrier(CLK_LOCAL_MEM_FENCE);
  sums_t sums = {0, 0, 0};
  if (item == 0) {
    for (int i = 0; i < GROUP; i++) {
      sums.loss += all[i].loss;
      sums.correct += all[i].correct;
      sums.lost += all[i].lost;
    }
  }
  return sums;
}

// The output layer's loss and its gradient by the scores, probability minus 1 for the label. A
// trial whose loss is no number has diverged: its sums stay as they were, and the step is noted.
// Groups: 1, 1, trial.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void training_loss(
    global const int *slots,
    int examples,
    global const uchar *labels,
    global const int *orders,
    int order_length,
    int first,
    int step,
    global const float *scores,
    global float *gradient,
    global sums_t *sums,
    global int *diverged) {
  local sums_t all[GROUP];
  size_t slot = slots[get_group_id(2)];
  sums_t mine = {0, 0, 0};
  for (int example = get_local_id(0); example < examples; example += GROUP) {
    int label = labels[orders[slot * order_length + first + example]];
    size_t at = (slot * PART + example) * CLASSES;
    float probabilities[CLASSES];
    int prediction = softmax(scores + at, probabilities);
    float loss = loss_of(probabilities[label]);
    mine.loss += loss == loss ? (long) rint(loss * 4294967296.0f) : 0;
    mine.lost += loss != loss;
    mine.correct += prediction == label;
    for (int i = 0; i < CLASSES; i++) {
      gradient[at + i] = probabilities[i] - (i == label ? 1 : 0);
    }
  }
  sums_t sum = sum_of_group(mine, all);
  if (get_local_id(0) == 0 && diverged[slot] < 0) {
    sums[slot].loss += sum.loss;
    sums[slot].correct += sum.correct;
    sums[slot].lost += sum.lost;
    if (sum.lost > 0) {
      diverged[slot] = step;
    }
  }
}

// Loss and predictions of the examples from first on; predictions_length: of a trial. Groups: 1, 1,
// trial.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void evaluation(
    global const int *slots,
    int examples,
    global const uchar *labels,
    int first,
    global const float *scores,
    global sums_t *sums,
    global uchar *predictions,
    int predictions_length) {
  local sums_t all[GROUP];
  size_t slot = slots[get_group_id(2)];
  sums_t mine = {0, 0, 0};
  for (int example = get_local_id(0); example < examples; example += GROUP) {
    int label = labels[first + example];
    float probabilities[CLASSES];
    int prediction = softmax(scores + (slot * PART + example) * CLASSES, probabilities);
    float loss = loss_of(probabilities[label]);
    mine.loss += loss == loss ? (long) rint(loss * 4294967296.0f) : 0;
    mine.lost += loss != loss;
    mine.correct += prediction == label;
    predictions[slot * predictions_length + first + example] = prediction;
  }
  sums_t sum = sum_of_group(mine, all);
  if (get_local_id(0) == 0) {
    sums[slot].loss += sum.loss;
    sums[slot].correct += sum.correct;
    sums[slot].lost += sum.lost;
  }
}
