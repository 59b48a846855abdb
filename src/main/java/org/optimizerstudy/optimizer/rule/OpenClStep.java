package org.optimizerstudy.optimizer.rule;

import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/**
 * The step of an update rule in OpenCL C: operation by operation that of its {@link Kernel}, so
 * that both give the same bits.
 *
 * <p>The body has the gradient {@code g}, the parameter {@code theta}, a pointer to each
 * accumulator by the accumulator's symbol, and the scalars; it updates the accumulators and returns
 * the amount to subtract from the parameter. {@code flush} is {@link Denormals#flush}, and {@code
 * sqrt} and {@code /} round correctly.
 *
 * @param scalars names of what else the step takes, such as the learning rate
 * @param body statements
 * @param values of the scalars at an iteration: steps taken before this one
 */
public record OpenClStep(List<String> scalars, String body, IntFunction<float[]> values) {

  public OpenClStep {
    scalars = List.copyOf(scalars);
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(values, "values");
  }

  /** A step whose scalars are the same at every iteration, given as name and value in turn. */
  public static OpenClStep of(String body, Object... scalars) {
    String[] names = new String[scalars.length / 2];
    float[] values = new float[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = (String) scalars[2 * i];
      values[i] = (float) scalars[2 * i + 1];
    }
    return new OpenClStep(List.of(names), body, iteration -> values.clone());
  }

  /**
   * The step as a function of the gradient, the parameter, pointers to the accumulators and one to
   * the scalars.
   *
   * @param name of the function
   * @param accumulators the rule's
   */
  public String function(String name, List<Accumulator> accumulators) {
    StringJoiner parameters = new StringJoiner(", ", "float " + name + "(", ") {\n");
    parameters.add("float g").add("float theta");
    accumulators.forEach(kept -> parameters.add("float *" + kept.symbol()));
    parameters.add("global const float *scalars");
    StringBuilder function = new StringBuilder(parameters.toString());
    for (int i = 0; i < scalars.size(); i++) {
      function.append("float %s = scalars[%d];\n".formatted(scalars.get(i), i));
    }
    return function.append(body).append("}\n").toString();
  }
}
