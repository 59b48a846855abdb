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

  private static final UpdateRule RULE =
      RuleCatalogue.rule(OptimizerKind.MOMENTUM, Semantics.TENSORFLOW, OptionalDouble.of(0.05));

  private static final List<Tiling> TILINGS = List.of(Tiling.DEFAULT, new Tiling(16, 32, 4, 8));

  static List<Arguments> shapes() {
    return List.of(
        Arguments.of(
            "strided, odd sizes",
            network(
                conv(LayerShape.convolution(7, 5, 1, 3, 2, 5)),
                conv(LayerShape.convolution(4, 3, 5, 4, 3, 6)),
                conv(LayerShape.dense(12, 3, false))),
            37),
        Arguments.of(
            "strided, even sizes, kernels larger than the image",
            network(
                conv(LayerShape.convolution(8, 8, 1, 7, 2, 8)),
                conv(LayerShape.convolution(4, 4, 8, 7, 2, 20)),
                conv(LayerShape.dense(80, 10, false))),
            21),
        Arguments.of(
            "pooled, odd sizes",
            network(
                pooled(LayerShape.convolution(9, 7, 2, 4, 1, 8)),
                pooled(LayerShape.convolution(5, 4, 8, 3, 1, 4)),
                conv(LayerShape.dense(24, 10, false))),
            19),
        Arguments.of(
            "dense, a batch in two parts",
            network(
                conv(LayerShape.dense(11, 9, true)),
                conv(LayerShape.dense(9, 70, true)),
                conv(LayerShape.dense(70, 3, false))),
            230),
        Arguments.of(
            "sums of several slices",
            network(
                conv(LayerShape.convolution(6, 6, 1, 3, 1, 64)),
                conv(LayerShape.convolution(6, 6, 64, 7, 2, 36)),
                conv(LayerShape.dense(324, 10, false))),
            30));
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
    float[][] expected = new float[3][];
    long[][] sums = new long[3][];
    for (int slot : new int[] {2, 0}) {
      expected[slot] = start[slot].clone();
      sums[slot] =
          train(
              shape,
              expected[slot],
              images,
              labels,
              Arrays.copyOfRange(orders, slot * EXAMPLES, (slot + 1) * EXAMPLES),
              batch);
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
        network.activate(2, 0);
        network.clear();
        LockstepNetwork.Batches batches =
            new LockstepNetwork.Batches(
                new DeviceExamples(pixels, classes, EXAMPLES), order, EXAMPLES);
        network.train(batches, 0, batch, scalars, 0, 2);
        network.train(batches, 3, batch, scalars, 1, 2);

        for (int slot : new int[] {2, 0}) {
          BatchResult result = network.result(slot, 2 * batch);
          assertThat(result.lossSum()).as("%s", tiling).isEqualTo(sums[slot][0] * 0x1p-32);
          assertThat(result.correct()).isEqualTo((int) sums[slot][1]);
          assertThat(network.divergence(slot)).isNegative();
          assertSameBits(network.parameters(slot), expected[slot]);
        }
        assertSameBits(network.parameters(1), start[1]);
      }
    }
  }

  private static void assertSameBits(float[] found, float[] expected) {
    assertThat(IntStream.range(0, found.length).map(i -> Float.floatToRawIntBits(found[i])))
        .containsExactlyElementsOf(
            IntStream.range(0, expected.length)
                .map(i -> Float.floatToRawIntBits(expected[i]))
                .boxed()
                .toList());
  }

  /** Two steps; returns the sums of losses and correct predictions. */
  private static long[] train(
      NetworkShape shape,
      float[] parameters,
      byte[] images,
      byte[] labels,
      int[] order,
      int batch) {
    long[] sums = new long[2];
    float[][] accumulators = {new float[parameters.length]};
    for (int step = 0; step < 2; step++) {
      float[] gradients = new float[parameters.length];
      for (int done = 0; done < batch; done += StageKernels.PART) {
        int from = step * 3 + done;
        int to = step * 3 + Math.min(batch, done + StageKernels.PART);
        float[] input = new float[(to - from) * shape.inputs()];
        byte[] classes = new byte[to - from];
        for (int i = 0; i < to - from; i++) {
          classes[i] = labels[order[from + i]];
          for (int j = 0; j < shape.inputs(); j++) {
            input[i * shape.inputs() + j] =
                (images[order[from + i] * shape.inputs() + j] & 0xff) / 255f;
          }
        }
        long[] ofPart = pass(shape, parameters, input, classes, gradients, done == 0);
        sums[0] += ofPart[0];
        sums[1] += ofPart[1];
      }
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] /= batch;
      }
      RULE.kernel().at(step).apply(parameters, gradients, accumulators, gradients.length);
      for (int i = 0; i < gradients.length; i++) {
        parameters[i] -= gradients[i];
      }
    }
    return sums;
  }

  /** Forward and backward; adds up the gradients. */
  private static long[] pass(
      NetworkShape shape,
      float[] parameters,
      float[] input,
      byte[] labels,
      float[] gradients,
      boolean isFirst) {
    int examples = labels.length;
    List<float[]> inputs = new ArrayList<>();
    List<float[]> convolved = new ArrayList<>();
    float[] values = input;
    for (Stage stage : shape.stages()) {
      inputs.add(values);
      values = Reference.forward(stage.layer(), values, of(stage, parameters), examples);
      convolved.add(values);
      if (stage.pooled()) {
        float[] all = values;
        values = floats(Reference.largest(stage.layer(), all, examples), all);
      }
    }
    float[] gradient = values;
    long[] sums = Reference.loss(gradient, labels, shape.classes());
    for (int i = shape.stages().size() - 1; i >= 0; i--) {
      Stage stage = shape.stages().get(i);
      if (stage.pooled()) {
        float[] spread = new float[convolved.get(i).length];
        int[] largest = Reference.largest(stage.layer(), convolved.get(i), examples);
        for (int j = 0; j < largest.length; j++) {
          spread[largest[j]] = gradient[j];
        }
        Reference.mask(spread, convolved.get(i));
        gradient = spread;
      } else if (stage.layer().relu()) {
        Reference.mask(gradient, convolved.get(i));
      }
      float[] ofWeights =
          Reference.weightGradient(stage.layer(), inputs.get(i), gradient, examples);
      for (int j = 0; j < ofWeights.length; j++) {
        int at = stage.offset() + j;
        gradients[at] = isFirst ? ofWeights[j] : gradients[at] + ofWeights[j];
      }
      if (i > 0) {
        gradient =
            Reference.inputGradient(stage.layer(), gradient, of(stage, parameters), examples);
      }
    }
    return sums;
  }

  private static float[] of(Stage stage, float[] parameters) {
    return Arrays.copyOfRange(
        parameters, stage.offset(), stage.offset() + stage.layer().parameters());
  }

  private static float[] floats(int[] indices, float[] from) {
    float[] values = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      values[i] = from[indices[i]];
    }
    return values;
  }
}
