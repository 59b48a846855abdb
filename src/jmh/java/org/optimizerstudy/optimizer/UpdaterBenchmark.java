package org.optimizerstudy.optimizer;

import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.dl4j.FastUpdaters;
import org.optimizerstudy.optimizer.rule.ParameterUpdate;

/**
 * Nanoseconds per parameter for a step of each update rule, with the number of parameters of the
 * deep MLP: DL4J's op, its vectorised rule, and the rules of TensorFlow and of the paper.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC"})
public class UpdaterBenchmark {

  private static final int PARAMETERS = 130_000;

  /** Steps before the measurement: enough for the moments of zero gradients to decay fully. */
  private static final int STEPS_BEFORE = 1_200;

  /** The implementation of a step. */
  public enum Implementation {
    DL4J,
    DL4J_VECTORIZED,
    TENSORFLOW,
    PAPER
  }

  /** The gradients during the measurement. */
  public enum Gradients {
    /** Scales from 1e-4 to 10, as in training. */
    TRAINING,
    /** Zero for many steps, as those of dead units. */
    STOPPED
  }

  /** Those with a rule for every implementation. */
  @Param({"GRADIENT_DESCENT", "MOMENTUM", "ADAGRAD", "ADADELTA", "RMSPROP", "ADAM"})
  public OptimizerKind optimizer;

  @Param public Implementation implementation;
  @Param public Gradients gradients;

  private ParameterUpdate update;
  private INDArray parameters;
  private INDArray gradient;
  private INDArray summed;
  private int iteration;

  @Setup(Level.Trial)
  public void prepare() {
    Semantics semantics =
        switch (implementation) {
          case DL4J, DL4J_VECTORIZED -> Semantics.DL4J;
          case TENSORFLOW -> Semantics.TENSORFLOW;
          case PAPER -> Semantics.PAPER;
        };
    OptionalDouble learningRate =
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.001) : OptionalDouble.empty();
    IUpdater rule = RuleCatalogue.updater(optimizer, semantics, learningRate);
    long stateSize = rule.stateSize(PARAMETERS);
    INDArray state = stateSize == 0 ? null : Nd4j.create(DataType.FLOAT, stateSize);
    GradientUpdater<?> updater = rule.instantiate(state, state != null);
    if (implementation == Implementation.DL4J_VECTORIZED) {
      updater = FastUpdaters.vectorized(rule, state).orElseThrow();
    }
    gradient = Nd4j.createFromArray(training());
    parameters = Nd4j.zeros(DataType.FLOAT, PARAMETERS);
    summed = gradient.dup();
    update = new ParameterUpdate(updater, parameters, summed);
    step();
    if (gradients == Gradients.STOPPED) {
      gradient.assign(0);
    }
    for (int i = 0; i < STEPS_BEFORE; i++) {
      step();
    }
  }

  private static float[] training() {
    Random random = new Random(1);
    float[] gradient = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      gradient[i] = (float) (Math.pow(10, -4 + 5 * random.nextDouble()) * random.nextGaussian());
    }
    return gradient;
  }

  /**
   * A step, including a copy of the gradient, which it may overwrite (about 0.1 ns per parameter).
   */
  @Benchmark
  @OperationsPerInvocation(PARAMETERS)
  public INDArray step() {
    summed.assign(gradient);
    update.step(1, iteration++, 0);
    return parameters;
  }
}
