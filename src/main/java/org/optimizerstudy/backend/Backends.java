package org.optimizerstudy.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.Device;

/**
 * Makes ND4J take the backend that was asked for, or says why it cannot. To be called before
 * anything touches {@code Nd4j}, which takes the first available backend by priority, for good.
 */
public final class Backends {

  private static final String CUDA_BACKEND = "JCublasBackend";
  private static final Path KERNEL_DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final Pattern KERNEL_MODULE =
      Pattern.compile("Kernel Module\\s+(?:for \\S+\\s+)?(\\d[\\d.]*)");

  private Backends() {}

  /**
   * Where a run computes.
   *
   * @throws InvalidInputException if the backend cannot be used, or not with the environment
   *     variables that are set; the message says what to do
   */
  public static Devices place(Backend asked) {
    NativeLibraries.check();
    List<Nd4jBackend> present = present();
    return switch (asked) {
      case CPU -> {
        requireFirst(present, asked);
        yield new Processor();
      }
      case CUDA -> {
        CudaExamination examination = examineCuda(present);
        List<Gpu> gpus = examination.require();
        requireFirst(present, asked);
        yield start(gpus, examination.driver().orElseThrow());
      }
    };
  }

  /** Whether CUDA can be used here. */
  public static CudaExamination examineCuda() {
    NativeCache.prepare();
    return examineCuda(present());
  }

  private static List<Nd4jBackend> present() {
    return ServiceLoader.load(Nd4jBackend.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static CudaExamination examineCuda(List<Nd4jBackend> present) {
    // canRun() throws the reason; isAvailable() calls it and prints a stack trace besides
    return CudaExamination.of(
        ServiceLoader.load(GpuDriver.class).findFirst(),
        kernelDriver(),
        () -> present.stream().filter(Backends::isCuda).anyMatch(Nd4jBackend::canRun));
  }

  /**
   * Checks that ND4J takes the backend first. The priorities come from environment variables, which
   * the JVM cannot set once it runs.
   */
  static void requireFirst(List<Nd4jBackend> present, Backend asked) {
    Nd4jBackend first =
        present.stream()
            .max(Comparator.comparingInt(Nd4jBackend::getPriority))
            .orElseThrow(() -> new IllegalStateException("No ND4J backend is on the class path"));
    if (isCuda(first) != (asked == Backend.CUDA)) {
      throw new InvalidInputException(
          "--backend %s: ND4J would take %s first; "
                  .formatted(asked.key(), first.getClass().getSimpleName())
              + (asked == Backend.CPU
                  ? "start by ./study, or set the environment variable BACKEND_PRIORITY_CPU=200"
                  : "unset the environment variables BACKEND_PRIORITY_CPU and"
                      + " BACKEND_PRIORITY_GPU"));
    }
  }

  private static boolean isCuda(Nd4jBackend backend) {
    return backend.getClass().getSimpleName().equals(CUDA_BACKEND);
  }

  private static Devices start(List<Gpu> gpus, String driver) {
    if (Nd4j.getExecutioner().type() != ExecutionerType.CUDA) {
      throw new IllegalStateException(
          "--backend cuda: ND4J took " + Nd4j.getBackend().getClass().getSimpleName());
    }
    Devices devices =
        new Gpus(
            gpus.stream()
                .map(
                    gpu ->
                        new Device(gpu.name(), gpu.capability().toString(), gpu.memory(), driver))
                .toList(),
            Nd4j.getAffinityManager());
    devices.pin(0);
    return devices;
  }

  private static Optional<String> kernelDriver() {
    try {
      return kernelDriver(
          new String(Files.readAllBytes(KERNEL_DRIVER), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // no such driver, or one that does not tell
    }
  }

  /** The version in what NVIDIA's kernel module tells of itself. */
  static Optional<String> kernelDriver(String text) {
    Matcher matcher = KERNEL_MODULE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
