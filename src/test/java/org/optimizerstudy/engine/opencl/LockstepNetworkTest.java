package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.opencl.NetworkShape.Stage;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** Every kernel against its arithmetic in plain Java, in every bit. */
class LockstepNetworkTest {

  private static final int EXAMPLES = 260;

  /** Slots that train, in this order. */
  private static final int[] ACTIVE = {2, 0};

  /** Where in the order the batch of each step begins. */
  private static final int[] FIRST = {0, 3};

  private static final UpdateRule RULE =
      RuleCatalogue.rule(OptimizerKind.MOMENTUM, Semantics.TENSORFLOW, OptionalDouble.of(0.05));

  private static final List<Tiling> TILINGS = List.of(Tiling.DEFAULT, new Tiling(16, 32, 4, 8));

  static List<Arguments> shapes() {
    return List.of(
        Arguments.of(
            "strided, odd sizes, more filters than a tile has",
            network(
                conv(LayerShape.convolution(7, 5, 1, 3, 2, 5)),
                conv(LayerShape.convolution(4, 3, 5, 4, 3, 70)),
                conv(LayerShape.dense(140, 3, false))),
            37),
        Arguments.of(
            "strided, kernels larger than the image, sums of several slices",
            network(
                conv(LayerShape.convolution(8, 8, 1, 7, 2, 64)),
                conv(LayerShape.convolution(4, 4, 64, 7, 2, 36)),
                conv(LayerShape.dense(144, 10, false))),
            70),
        Arguments.of(
            "pooled, odd sizes, a batch in two parts",
            network(
                pooled(LayerShape.convolution(9, 7, 2, 4, 1, 8)),
                pooled(LayerShape.convolution(5, 4, 8, 3, 1, 4)),
                conv(LayerShape.dense(24, 10, false))),
            230),
        manyTapsInThePadding(1),
        manyTapsInThePadding(3),
        manyTapsInThePadding(100),
        manyTapsInThePadding(130));
  }

  /** Kernels of 7x7 taps on maps of 4x4 and 2x2 places, with strides of 1 and 2. */
  private static Arguments manyTapsInThePadding(int batch) {
    return Arguments.of(
        "many taps in the padding, batches of " + batch,
        network(
            conv(LayerShape.convolution(4, 4, 16, 7, 1, 16)),
            conv(LayerShape.convolution(4, 4, 16, 7, 2, 16)),
            conv(LayerShape.convolution(2, 2, 16, 7, 1, 32)),
            conv(LayerShape.convolution(2, 2, 32, 7, 2, 16)),
            conv(LayerShape.dense(16, 10, false))),
        batch);
  }

  private record Part(LayerShape layer, boolean pooled) {}

  private static Part conv(LayerShape layer) {
    return new Part(layer, false);
  }

  private static Part pooled(LayerShape layer) {
    return new Part(layer, true);
  }

  private static NetworkShape network(Part... parts) {
    List<Stage> stages = new ArrayList<>();
    int offset = 0;
    for (Part part : parts) {
      stages.add(new Stage(part.layer(), part.pooled(), offset));
      offset += part.layer().parameters();
    }
    return new NetworkShape(stages, IntStream.range(0, offset).toArray());
  }

  /** Three slots, two of them active, two steps. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void trainsAsTheReferenceDoes(String name, NetworkShape shape, int batch) {
    Random random = new Random(3);
    byte[] images = new byte[EXAMPLES * shape.inputs()];
    byte[] labels = new byte[EXAMPLES];
    int[] orders = new int[3 * EXAMPLES];
    for (int i = 0; i < images.length; i++) {
      images[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(256));
    }
    for (int i = 0; i < EXAMPLES; i++) {
      labels[i] = (byte) random.nextInt(shape.classes());
    }
    for (int i = 0; i < orders.length; i++) {
      orders[i] = random.nextInt(EXAMPLES);
    }
    float[][] start = new float[3][shape.parameters()];
    for (float[] parameters : start) {
      for (Stage stage : shape.stages()) {
        double scale = Math.sqrt(2.0 / stage.layer().terms());
        for (int i = 0; i < stage.layer().parameters(); i++) {
          parameters[stage.offset() + i] = (float) (scale * random.nextGaussian());
        }
      }
    }
    ReferenceTrial[] expected = new ReferenceTrial[3];
    BatchResult[] results = new BatchResult[3];
    ReferenceTrial.Labelled examples = new ReferenceTrial.Labelled(images, labels);
    for (int slot : ACTIVE) {
      expected[slot] = new ReferenceTrial(shape, RULE, start[slot]);
      results[slot] = BatchResult.NONE;
      for (int first : FIRST) {
        int from = slot * EXAMPLES + first;
        results[slot] =
            results[slot].plus(
                expected[slot].step(examples, Arrays.copyOfRange(orders, from, from + batch)));
      }
    }
    for (Tiling tiling : TILINGS) {
      try (DeviceQueue queue = Devices.open();
          LockstepNetwork network = LockstepNetwork.open(queue, shape, 3, tiling)) {
        DeviceBuffer pixels = network.buffer(images.length);
        DeviceBuffer classes = network.buffer(labels.length);
        DeviceBuffer order = network.buffer(4L * orders.length);
        DeviceBuffer scalars = network.buffer(4L * 3 * 2 * RuleSteps.SCALARS);
        pixels.write(0, images);
        classes.write(0, labels);
        order.write(0, orders);
        for (int slot = 0; slot < 3; slot++) {
          network.rule(slot, RuleSteps.ofCatalogue().number(RULE));
          network.parameters(slot, start[slot]);
          network.accumulator(slot, 0, new float[shape.parameters()]);
          network.accumulator(slot, 1, new float[shape.parameters()]);
          for (int step = 0; step < 2; step++) {
            scalars.write(
                (slot * 2L + step) * RuleSteps.SCALARS, RULE.openClStep().values().apply(step));
          }
        }
        network.activate(ACTIVE);
        network.clear();
        LockstepNetwork.Batches batches =
            new LockstepNetwork.Batches(
                new DeviceExamples(pixels, classes, EXAMPLES), order, EXAMPLES);
        network.train(batches, FIRST[0], batch, scalars, 0, 2);
        network.train(batches, FIRST[1], batch, scalars, 1, 2);

        for (int slot : ACTIVE) {
          assertThat(network.result(slot, 2 * batch)).as("%s", tiling).isEqualTo(results[slot]);
          assertThat(network.divergence(slot)).isNegative();
          assertSameBits(network.parameters(slot), expected[slot].parameters());
        }
        assertSameBits(network.parameters(1), start[1]);
      }
    }
  }

  private static void assertSameBits(float[] found, float[] expected) {
    assertThat(bits(found)).isEqualTo(bits(expected));
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }
}
