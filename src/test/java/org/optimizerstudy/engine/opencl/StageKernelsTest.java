package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optimizerstudy.engine.opencl.NetworkShape.Stage;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.Networks;

class StageKernelsTest {

  private static final float UNTOUCHED = 77;

  private static NetworkShape shape(String network) {
    return switch (network) {
      case "small strided" -> shape(NetworkKind.SMALL_CNN, Optional.of(Reading.STRIDED));
      case "small pooled" -> shape(NetworkKind.SMALL_CNN, Optional.of(Reading.POOLED));
      case "medium strided" -> shape(NetworkKind.MEDIUM_CNN, Optional.of(Reading.STRIDED));
      case "deep MLP" -> shape(NetworkKind.DEEP_MLP, Optional.empty());
      default -> {
        List<Stage> stages =
            List.of(
                new Stage(LayerShape.dense(11, 9, true), false, 0),
                new Stage(LayerShape.dense(9, 70, true), false, 108),
                new Stage(LayerShape.dense(70, 3, false), false, 808));
        yield new NetworkShape(stages, IntStream.range(0, 1021).toArray());
      }
    };
  }

  private static NetworkShape shape(NetworkKind network, Optional<Reading> reading) {
    Trial trial =
        new Trial(
            Trial.MNIST,
            network,
            reading,
            OptimizerKind.GRADIENT_DESCENT,
            Semantics.DL4J,
            OptionalDouble.of(0.1),
            1,
            Trial.DEFAULT_BATCH,
            1,
            Initialisation.XAVIER);
    return NetworkShape.of(Networks.configuration(trial), Networks.inputType(network));
  }

  /** POCL 3.1 loses the condition of a store in some forms of a loop. */
  @ParameterizedTest
  @CsvSource({"small strided", "small pooled", "medium strided", "deep MLP", "odd MLP"})
  void aFullPartDoesNotWriteIntoTheNextSlot(String network) {
    NetworkShape shape = shape(network);
    try (DeviceQueue queue = Devices.open();
        LockstepMemory memory = new LockstepMemory(queue, shape, 2)) {
      memory.slots().write(0, 0);
      memory.input().write(0, new float[2 * StageKernels.PART * shape.inputs()]);
      memory.parameters().write(0, new float[2 * shape.stride()]);
      List<DeviceBuffer> buffers = new ArrayList<>(List.of(memory.partials(), memory.gradients()));
      List<StageKernels> stages = new ArrayList<>();
      for (Stage stage : shape.stages()) {
        StageKernels before = stages.isEmpty() ? null : stages.get(stages.size() - 1);
        stages.add(new StageKernels(Tiling.DEFAULT, shape, stage, memory, before));
        buffers.add(stages.get(stages.size() - 1).output());
        buffers.add(stages.get(stages.size() - 1).gradient());
      }
      for (DeviceBuffer buffer : buffers) {
        float[] values = new float[Math.toIntExact(buffer.bytes() / Float.BYTES)];
        Arrays.fill(values, UNTOUCHED);
        buffer.write(0, values);
      }

      stages.forEach(stage -> stage.forward(StageKernels.PART, 1));
      for (int i = stages.size() - 1; i >= 0; i--) {
        stages.get(i).backward(StageKernels.PART, true, 1);
      }

      for (DeviceBuffer buffer : buffers) {
        int each = Math.toIntExact(buffer.bytes() / Float.BYTES / 2);
        float[] next = buffer.readFloats(each, each);
        assertThat(IntStream.range(0, each).filter(i -> next[i] != UNTOUCHED)).isEmpty();
      }
    }
  }

  /**
   * Of the 2x2 output places of a 7x7 kernel on 4x4 places, only the last one sees the input
   * through the first tap, and through this tap only the first input place. In tiles of one place
   * or one tap, NaN that stands elsewhere before padding changes nothing.
   */
  @Test
  void tapsInThePaddingAreLeftOut() {
    int examples = 2 * Tiling.DEFAULT.rows();
    LayerShape first = LayerShape.convolution(4, 4, 1, 1, 1, Tiling.DEFAULT.rows());
    LayerShape layer = LayerShape.convolution(4, 4, first.filters(), 7, 2, 16);
    NetworkShape shape =
        new NetworkShape(
            List.of(new Stage(first, false, 0), new Stage(layer, false, first.parameters())),
            IntStream.range(0, first.parameters() + layer.parameters()).toArray());
    try (DeviceQueue queue = Devices.open();
        LockstepMemory memory = new LockstepMemory(queue, shape, 1)) {
      StageKernels before =
          new StageKernels(Tiling.DEFAULT, shape, shape.stages().get(0), memory, null);
      StageKernels kernels =
          new StageKernels(Tiling.DEFAULT, shape, shape.stages().get(1), memory, before);
      int filters = layer.filters();
      int channels = layer.channels();
      int ofTap = channels * filters;
      memory.slots().write(0, 0);
      before.output().write(0, ones(examples * layer.inputs(), i -> false));
      kernels.gradient().write(0, ones(examples * layer.outputs(), i -> false));
      memory.parameters().write(first.parameters(), ones(layer.parameters(), i -> i / ofTap == 0));

      kernels.forward(examples, 1);
      kernels.backward(examples, true, 1);

      assertNaN(
          kernels.output().readFloats(0, examples * layer.outputs()),
          i -> i / filters % layer.places() == 3);
      assertNaN(
          before.gradient().readFloats(0, examples * layer.inputs()), i -> i / channels % 16 == 0);

      kernels
          .gradient()
          .write(0, ones(examples * layer.outputs(), i -> i / filters % layer.places() == 3));
      kernels.backward(examples, true, 1);

      assertNaN(
          memory.gradients().readFloats(first.parameters(), layer.parameters()),
          i -> i / ofTap == 49 || i / ofTap / 7 < 4 && i / ofTap % 7 < 4);
    }
  }

  private static float[] ones(int count, IntPredicate isNaN) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = isNaN.test(i) ? Float.NaN : 1;
    }
    return values;
  }

  private static void assertNaN(float[] found, IntPredicate isNaN) {
    assertThat(IntStream.range(0, found.length).filter(i -> Float.isNaN(found[i]) != isNaN.test(i)))
        .isEmpty();
  }
}
