package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
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
}
