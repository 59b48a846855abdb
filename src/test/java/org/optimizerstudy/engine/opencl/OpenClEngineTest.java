package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.optimizerstudy.engine.opencl.DeviceDescription.Kind.CPU;
import static org.optimizerstudy.engine.opencl.DeviceDescription.Kind.GPU;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.RealData;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.DeviceMemoryException;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/** On machines that are made up, and on this one if it has an OpenCL device. */
class OpenClEngineTest {

  private static final FoundDevice POCL =
      FakeDriver.device(0, "Portable Computing Language", "pthread-haswell", CPU, 16);
  private static final FoundDevice GPU_ONE =
      FakeDriver.device(1, "NVIDIA CUDA", "NVIDIA H200", GPU, 140);
  private static final FoundDevice GPU_TWO =
      FakeDriver.device(2, "NVIDIA CUDA", "NVIDIA H200", GPU, 140);

  private static Engine engine(FoundDevice... devices) {
    return new OpenClEngine(
        DeviceRequest.NONE, () -> new Installation(Optional.empty(), List.of(devices), List.of()));
  }

  private static DeviceRequest device(String word) {
    return new DeviceRequest(Optional.of(word), Optional.empty());
  }

  private static List<String> names(List<ComputeDevice> devices) {
    return devices.stream().map(found -> found.description().orElseThrow().name()).toList();
  }

  @Test
  void severalGpusShareTheTrials() {
    Engine engine = engine(POCL, GPU_ONE, GPU_TWO);

    assertThat(names(engine.devices())).containsExactly("NVIDIA H200", "NVIDIA H200");
    assertThat(Engines.sessions(engine, engine.devices(), Optional.of(16))).isEqualTo(2);
    assertThat(names(engine.on(device("2")).devices())).containsExactly("NVIDIA H200");
    assertThat(names(engine.on(device("pthread")).devices())).containsExactly("pthread-haswell");
  }

  @Test
  void anObstacleIsOneLineWithTheOption() {
    assertThatThrownBy(() -> engine().devices())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--engine opencl: no OpenCL driver is installed; install the");
    assertThatThrownBy(() -> engine(POCL).devices())
        .hasMessageContaining("must be asked for by --device: 0 pthread-haswell");
    assertThatThrownBy(() -> engine(POCL, GPU_ONE, GPU_TWO).on(device("H200")).devices())
        .hasMessageStartingWith("--engine opencl: several devices are named \"H200\"; give");
    assertThat(engine(POCL).examine())
        .last()
        .satisfies(check -> assertThat(check.remedy()).isPresent());
  }

  @Test
  void asManyTrialsAsTheMemoryHolds() {
    DeviceDescription gpu = GPU_ONE.description();
    long mebibyte = 1 << 20;
    assertThat(OpenClDevice.limit(gpu, 1_120 * mebibyte, mebibyte)).isEqualTo(102);
    assertThat(OpenClDevice.limit(gpu, 1_120 * mebibyte, 1_000 * mebibyte)).isEqualTo(35);
    assertThat(OpenClDevice.limit(gpu, mebibyte, mebibyte)).isEqualTo(1_024);
    assertThat(OpenClDevice.limit(gpu, 1L << 40, 1L << 40)).isEqualTo(1);
  }

  @Test
  void thisMachinesDeviceComputesRight() {
    Engine engine = new OpenClEngine().on(new DeviceRequest(Optional.of("0"), Optional.of(3)));
    List<Check> checks = engine.examine();
    Devices.require(checks.get(checks.size() - 1).remedy().isEmpty());

    ComputeDevice device = engine.devices().get(0);
    device.test();

    assertThat(checks.get(0).subject()).isEqualTo("Device 0");
    assertThat(device.sessions()).isEqualTo(1);
    assertThat(device.lockstep(trial())).isBetween(1, 3);
  }

  /** More than any buffer of this machine's device holds. */
  @Test
  void aSessionThatDoesNotFitIsFollowedBySmallerOnes() {
    OpenClDevice device =
        new OpenClDevice(
            Devices.first(), ProgramCache.of(Devices.first().description()), Optional.empty());
    List<Trial> trials =
        LongStream.rangeClosed(1, DeviceRequest.MOST_IN_LOCKSTEP)
            .mapToObj(OpenClEngineTest::mediumPooled)
            .toList();

    assertThatThrownBy(() -> device.open(trials, RealData.small(20, 20)))
        .isInstanceOf(DeviceMemoryException.class)
        .hasMessageStartingWith(
            "the device has too little memory for 1024 trials in lockstep (OpenCL: clCreateBuffer");
    assertThat(device.lockstep(trials.get(0))).isEqualTo(512);
  }

  private static Trial mediumPooled(long seed) {
    return new Trial(
        Trial.MNIST,
        NetworkKind.MEDIUM_CNN,
        Optional.of(Reading.POOLED),
        OptimizerKind.ADAM,
        Semantics.DL4J,
        OptionalDouble.of(0.001),
        seed,
        Trial.DEFAULT_BATCH,
        Trial.DEFAULT_EPOCHS,
        Trial.DEFAULT_INITIALISATION);
  }

  private static Trial trial() {
    return new Trial(
        Trial.MNIST,
        NetworkKind.DEEP_MLP,
        Optional.empty(),
        OptimizerKind.ADAM,
        Semantics.DL4J,
        OptionalDouble.of(0.001),
        1,
        Trial.DEFAULT_BATCH,
        Trial.DEFAULT_EPOCHS,
        Trial.DEFAULT_INITIALISATION);
  }
}
