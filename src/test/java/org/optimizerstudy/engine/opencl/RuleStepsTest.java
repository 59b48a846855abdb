package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Step;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** The rules' OpenCL steps against their Java steps, in every bit. */
class RuleStepsTest {

  private static final int PARAMETERS = 3_001;
  private static final int EXAMPLES = 7;

  private static final int[] ITERATIONS = {0, 1, 2, 3, 4, 9, 99, 549, 550, 5_000, 55_000};

  private record Named(String name, UpdateRule rule) {}

  /** All of the catalogue, at a usual and at a large learning rate. */
  private static List<Named> rules() {
    return Arrays.stream(OptimizerKind.values())
        .flatMap(kind -> kind.semantics().stream().flatMap(semantics -> rules(kind, semantics)))
        .toList();
  }

  private static Stream<Named> rules(OptimizerKind kind, Semantics semantics) {
    Stream<OptionalDouble> rates =
        kind.hasLearningRate(semantics)
            ? DoubleStream.of(0.001, 3).mapToObj(OptionalDouble::of)
            : Stream.of(OptionalDouble.empty());
    return rates.flatMap(
        rate ->
            RuleCatalogue.variants(kind, semantics, rate).stream()
                .map(
                    rule ->
                        new Named(
                            "%s of %s at %s, %s"
                                .formatted(kind.key(), semantics.key(), rate, rule.constants()),
                            rule)));
  }

  /** Zeros of both signs, denormals, and from 1e-30 to 1e30. */
  private static float[] wildGradients(Random random) {
    float[] gradients = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      double sign = random.nextBoolean() ? 1 : -1;
      double value =
          switch (i % 5) {
            case 0 -> 0;
            case 1 -> random.nextFloat() * Float.MIN_NORMAL;
            case 2 -> random.nextGaussian();
            default -> Math.pow(10, 60 * random.nextDouble() - 30);
          };
      gradients[i] = (float) (sign * value);
    }
    return gradients;
  }

  @Test
  void everyRuleGivesTheBitsOfItsJavaStep() {
    List<Named> rules = rules();
    RuleSteps steps = RuleSteps.ofCatalogue();
    int trials = rules.size();
    long each = 4L * PARAMETERS;
    try (DeviceQueue queue = Devices.open();
        DeviceProgram program = UpdateKernel.source(PARAMETERS, PARAMETERS).compile(queue);
        DeviceKernel kernel = program.kernel("update");
        DeviceBuffer slots = queue.buffer(4L * trials);
        DeviceBuffer numbers = queue.buffer(4L * trials);
        DeviceBuffer scalars = queue.buffer(4L * trials * RuleSteps.SCALARS);
        DeviceBuffer diverged = queue.buffer(4L * trials);
        DeviceBuffer gradients = queue.buffer(each * trials);
        DeviceBuffer parameters = queue.buffer(each * trials);
        DeviceBuffer accumulators = queue.buffer(RuleSteps.ACCUMULATORS * each * trials)) {
      UpdateKernel update =
          new UpdateKernel(kernel.set(0, slots), PARAMETERS)
              .on(numbers, diverged, gradients, parameters, accumulators);
      float[] start = wildGradients(new Random(1));
      float[][] expected = new float[trials][];
      float[][][] kept = new float[trials][RuleSteps.ACCUMULATORS][PARAMETERS];
      for (int i = 0; i < trials; i++) {
        UpdateRule rule = rules.get(i).rule();
        slots.write(i, i);
        numbers.write(i, steps.number(rule));
        diverged.write(i, -1);
        expected[i] = start.clone();
        parameters.write((long) i * PARAMETERS, start);
        for (int j = 0; j < rule.accumulators().size(); j++) {
          Arrays.fill(kept[i][j], rule.accumulators().get(j).initialValue());
        }
        for (int j = 0; j < RuleSteps.ACCUMULATORS; j++) {
          accumulators.write(accumulatorAt(i, j), kept[i][j]);
        }
      }
      Random random = new Random(2);
      for (int iteration : ITERATIONS) {
        float[] wild = wildGradients(random);
        for (int i = 0; i < trials; i++) {
          gradients.write((long) i * PARAMETERS, wild);
          scalars.write(
              (long) i * RuleSteps.SCALARS,
              rules.get(i).rule().openClStep().values().apply(iteration));
        }
        update.step(EXAMPLES, scalars, 0, 1, trials);
        for (int i = 0; i < trials; i++) {
          step(rules.get(i).rule(), iteration, wild, kept[i], expected[i]);
          String what = "%s at iteration %d".formatted(rules.get(i).name(), iteration);
          assertSameBits(
              what, parameters.readFloats((long) i * PARAMETERS, PARAMETERS), expected[i]);
          for (int j = 0; j < RuleSteps.ACCUMULATORS; j++) {
            assertSameBits(
                what, accumulators.readFloats(accumulatorAt(i, j), PARAMETERS), kept[i][j]);
          }
        }
      }
    }
  }

  private static long accumulatorAt(int trial, int number) {
    return ((long) RuleSteps.ACCUMULATORS * trial + number) * PARAMETERS;
  }

  /** Any NaN is like any other. */
  private static void assertSameBits(String what, float[] found, float[] expected) {
    assertThat(bits(found)).as(what).isEqualTo(bits(expected));
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToIntBits(values[i])).toArray();
  }

  private static void step(
      UpdateRule rule, int iteration, float[] wild, float[][] accumulators, float[] parameters) {
    float[] updates = wild.clone();
    for (int i = 0; i < PARAMETERS; i++) {
      updates[i] /= EXAMPLES;
    }
    Step step = rule.kernel().at(iteration);
    step.apply(parameters, updates, accumulators, PARAMETERS);
    for (int i = 0; i < PARAMETERS; i++) {
      parameters[i] -= updates[i];
    }
  }

  @Test
  void aTraceGivesTheBitsOfTheJavaSteps() {
    Random random = new Random(3);
    float[] start = wildGradients(random);
    List<float[]> wild = List.of(wildGradients(random), wildGradients(random));
    try (DeviceQueue queue = Devices.open()) {
      for (Named named : rules()) {
        float[] expected = start.clone();
        List<Accumulator> kept = named.rule().accumulators();
        float[][] accumulators = new float[kept.size()][PARAMETERS];
        for (int i = 0; i < accumulators.length; i++) {
          Arrays.fill(accumulators[i], kept.get(i).initialValue());
        }
        try (RuleTrace trace = new RuleTrace(queue, named.rule(), start)) {
          for (int i = 0; i < wild.size(); i++) {
            float[] updates = wild.get(i).clone();
            named.rule().kernel().at(i).apply(expected, updates, accumulators, PARAMETERS);
            for (int j = 0; j < PARAMETERS; j++) {
              expected[j] -= updates[j];
            }
            assertSameBits(named.name(), trace.step(wild.get(i)), expected);
          }
        }
      }
    }
  }

  /** So that a device compiles no step twice. */
  @Test
  void rulesWithOneStepHaveOneNumber() {
    RuleSteps steps = RuleSteps.ofCatalogue();

    assertThat(
            PaperGrid.SEMANTICS.stream()
                .map(semantics -> RuleCatalogue.rule(OptimizerKind.GRADIENT_DESCENT, semantics))
                .map(steps::number))
        .containsOnly(0);
  }

  @Test
  void everyAccumulatorIsAnArgument() {
    for (Named named : rules()) {
      String function = named.rule().openClStep().function("name", named.rule().accumulators());
      for (Accumulator accumulator : named.rule().accumulators()) {
        assertThat(function).contains("float *" + accumulator.symbol() + ",");
      }
    }
  }
}
