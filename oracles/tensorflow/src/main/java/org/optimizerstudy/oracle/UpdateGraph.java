package org.optimizerstudy.oracle;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.train.ApplyAdam;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.types.TFloat32;

/**
 * The part of a graph that updates variables: TensorFlow's {@code Apply*} kernels with the slots,
 * initial values and constants of TensorFlow 1.x's optimizer classes ({@code tf.train.*Optimizer}).
 */
final class UpdateGraph {
  private static final float MOMENTUM = 0.9f;
  private static final float ADAGRAD_INITIAL_ACCUMULATOR = 0.1f;
  private static final float ADADELTA_RHO = 0.95f;
  private static final float ADADELTA_EPSILON = 1e-8f;
  private static final float RMSPROP_DECAY = 0.9f;
  private static final float RMSPROP_MOMENTUM = 0f;
  private static final float RMSPROP_INITIAL_MEAN_SQUARE = 1f;
  private static final float RMSPROP_EPSILON = 1e-10f;
  private static final float ADAM_BETA1 = 0.9f;
  private static final float ADAM_BETA2 = 0.999f;
  private static final float ADAM_EPSILON = 1e-8f;

  private final Ops tf;
  private final Ops gated;
  private final List<Op> initializers = new ArrayList<>();
  private final List<Power> powers = new ArrayList<>();
  private final List<Operand<TFloat32>> updated = new ArrayList<>();
  private final Op step;

  /** Updates each variable by the gradient of the same position. */
  UpdateGraph(
      Ops tf,
      TensorFlowOptimizer optimizer,
      float learningRate,
      List<Variable<TFloat32>> variables,
      List<? extends Operand<TFloat32>> gradients) {
    this.tf = tf;
    // No variable may change while another gradient is still to be computed from it.
    gated = tf.withControlDependencies(List.copyOf(gradients));
    Kernel kernel = kernel(optimizer, tf.constant(learningRate));
    for (int i = 0; i < variables.size(); i++) {
      updated.add(kernel.apply(variables.get(i), gradients.get(i)));
    }
    Ops afterwards = tf.withControlDependencies(List.copyOf(updated));
    List<Op> all = new ArrayList<>(updated);
    for (Power power : powers) {
      all.add(
          afterwards.assign(
              power.variable(),
              afterwards.math.mul(power.variable(), afterwards.constant(power.beta()))));
    }
    step = tf.withControlDependencies(all).noOp();
  }

  /** Operations that give the slots their initial values. */
  List<Op> initializers() {
    return initializers;
  }

  /** The variables' values after the update. */
  List<Operand<TFloat32>> updated() {
    return updated;
  }

  /** One whole step: all variables, then Adam's powers. */
  Op step() {
    return step;
  }

  /** Updates one variable in place and returns it. */
  @FunctionalInterface
  private interface Kernel {
    Operand<TFloat32> apply(Variable<TFloat32> theta, Operand<TFloat32> gradient);
  }

  /** beta^t, which Adam's kernel only reads: the caller multiplies it by beta after every step. */
  private record Power(Variable<TFloat32> variable, float beta) {}

  private Kernel kernel(TensorFlowOptimizer optimizer, Operand<TFloat32> rate) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> (theta, g) -> gated.train.applyGradientDescent(theta, rate, g);
      case MOMENTUM ->
          (theta, g) ->
              gated.train.applyMomentum(
                  theta,
                  slot(theta, 0f),
                  rate,
                  g,
                  tf.constant(MOMENTUM),
                  ApplyMomentum.useNesterov(false));
      case ADAGRAD ->
          // The kernel without epsilon; ApplyAdagradV2 has one.
          (theta, g) ->
              gated.train.applyAdagrad(theta, slot(theta, ADAGRAD_INITIAL_ACCUMULATOR), rate, g);
      case ADADELTA ->
          (theta, g) ->
              gated.train.applyAdadelta(
                  theta,
                  slot(theta, 0f),
                  slot(theta, 0f),
                  rate,
                  tf.constant(ADADELTA_RHO),
                  tf.constant(ADADELTA_EPSILON),
                  g);
      case RMSPROP ->
          (theta, g) ->
              gated.train.applyRmsProp(
                  theta,
                  slot(theta, RMSPROP_INITIAL_MEAN_SQUARE),
                  slot(theta, 0f),
                  rate,
                  tf.constant(RMSPROP_DECAY),
                  tf.constant(RMSPROP_MOMENTUM),
                  tf.constant(RMSPROP_EPSILON),
                  g);
      case ADAM -> adam(rate, power(ADAM_BETA1), power(ADAM_BETA2));
    };
  }

  private Kernel adam(Operand<TFloat32> rate, Power beta1Power, Power beta2Power) {
    return (theta, g) ->
        gated.train.applyAdam(
            theta,
            slot(theta, 0f),
            slot(theta, 0f),
            beta1Power.variable(),
            beta2Power.variable(),
            rate,
            tf.constant(ADAM_BETA1),
            tf.constant(ADAM_BETA2),
            tf.constant(ADAM_EPSILON),
            g,
            ApplyAdam.useNesterov(false));
  }

  private Power power(float beta) {
    Power power = new Power(variable(tf.constant(beta)), beta);
    powers.add(power);
    return power;
  }

  /** A slot variable of {@code theta}'s shape, filled with {@code initial}. */
  private Variable<TFloat32> slot(Variable<TFloat32> theta, float initial) {
    return variable(tf.fill(tf.constant(theta.shape().asArray()), tf.constant(initial)));
  }

  private Variable<TFloat32> variable(Operand<TFloat32> initial) {
    Variable<TFloat32> variable = tf.variable(initial.shape(), TFloat32.class);
    initializers.add(tf.assign(variable, initial));
    return variable;
  }
}
