// A step of every trial's update rule: theta = theta - u(g / n), with the gradients g summed over n
// examples. A trial that has diverged stays as it is. The function rule_step is made of the steps
// of all rules. STRIDE: numbers from a trial's parameters to the next one's; ACCUMULATORS: of a
// trial, in a row. Items: parameters, trial.
kernel void update(
    global const int *slots,
    float examples,
    int step,
    int steps,
    global const int *rules,
    global const float *scalars,
    global const int *diverged,
    global const float *gradients,
    global float *parameters,
    global float *accumulators) {
  int i = get_global_id(0);
  size_t slot = slots[get_global_id(2)];
  if (i >= PARAMETERS || diverged[slot] >= 0) {
    return;
  }
  global float *first = accumulators + slot * ACCUMULATORS * STRIDE + i;
  global float *second = first + STRIDE;
  float x = *first;
  float y = *second;
  float g = gradients[slot * STRIDE + i];
  g = examples == 1 ? g : g / examples;
  float theta = parameters[slot * STRIDE + i];
  float u = rule_step(
      rules[slot], g, theta, &x, &y, second + STRIDE,
      scalars + (slot * steps + step) * SCALARS);
  *first = x;
  *second = y;
  parameters[slot * STRIDE + i] = theta - u;
}
