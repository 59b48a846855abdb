package org.optimizerstudy.engine.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.optimizerstudy.engine.Check;

/**
 * The result of checking whether CUDA can be used on this machine. The checks do not use {@code
 * Nd4j}.
 *
 * @param driver version of the driver; empty if it did not answer
 * @param gpus visible devices
 * @param obstacle reason why CUDA cannot be used; empty if it can
 */
public record CudaExamination(
    Optional<String> driver, List<Gpu> gpus, Optional<Obstacle> obstacle) {

  /** CUDA 11.6 runs on drivers of all of CUDA 11. */
  private static final int OLDEST_CUDA = 11_000;

  private static final String BUILD =
      "build it with mvn -B -Pcuda -DskipTests package, which ./study does where the sources are";

  /**
   * A reason why CUDA cannot be used, with its remedy.
   *
   * @param found what is wrong
   * @param remedy what to do
   */
  public record Obstacle(String found, String remedy) {}

  public CudaExamination {
    gpus = List.copyOf(gpus);
  }

  /**
   * Examines this machine.
   *
   * @param present ND4J's backends on the class path
   */
  static CudaExamination of(List<Nd4jBackend> present) {
    return of(
        ServiceLoader.load(GpuDriver.class).findFirst(),
        KernelDriver.version(),
        () -> Nd4jBackends.cudaCanRun(present));
  }

  /**
   * Checks step by step and stops at the first obstacle.
   *
   * @param provider queries the driver; empty in a build without CUDA
   * @param kernelDriver driver version that the operating system reports
   * @param nd4j returns whether ND4J's CUDA backend can run. It throws the reason at its first call
   *     only and is therefore called once.
   */
  static CudaExamination of(
      Optional<GpuDriver> provider, Optional<String> kernelDriver, BooleanSupplier nd4j) {
    if (provider.isEmpty()) {
      return failed(new Obstacle("this program was built without CUDA", BUILD));
    }
    GpuDriver.Answer answer;
    try {
      answer = provider.get().ask();
    } catch (LinkageError | RuntimeException e) {
      return failed(explain(e));
    }
    String cuda = "CUDA %d.%d".formatted(answer.cuda() / 1_000, answer.cuda() % 1_000 / 10);
    String driver = kernelDriver.map(version -> version + " (" + cuda + ")").orElse(cuda);
    return new CudaExamination(
        Optional.of(driver), answer.gpus(), obstacle(answer, driver).or(() -> ask(nd4j)));
  }

  /** The results, one check per line; the last one states whether CUDA can be used. */
  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    driver.ifPresent(version -> checks.add(Check.ok("Driver", version)));
    for (int i = 0; i < gpus.size(); i++) {
      Gpu gpu = gpus.get(i);
      checks.add(
          Check.ok(
              "GPU " + i,
              "%s, compute capability %s, %d MiB"
                  .formatted(gpu.name(), gpu.capability(), gpu.memory() >> 20)));
    }
    checks.add(
        obstacle
            .map(reason -> Check.bad("CUDA", reason.found(), reason.remedy()))
            .orElseGet(() -> Check.ok("CUDA", "11.6, ND4J says that it can run")));
    return checks;
  }

  private static CudaExamination failed(Obstacle obstacle) {
    return new CudaExamination(Optional.empty(), List.of(), Optional.of(obstacle));
  }

  private static Optional<Obstacle> obstacle(GpuDriver.Answer answer, String driver) {
    if (answer.cuda() < OLDEST_CUDA) {
      return Optional.of(
          new Obstacle(
              "the driver must support CUDA 11.0 or newer, found " + driver,
              "install NVIDIA's driver 450.80.02 or newer"));
    }
    if (answer.gpus().isEmpty()) {
      return Optional.of(noDevice("the driver"));
    }
    for (int i = 0; i < answer.gpus().size(); i++) {
      Gpu gpu = answer.gpus().get(i);
      if (!gpu.capability().isSupported()) {
        return Optional.of(
            new Obstacle(
                "GPU %d, %s, must have a compute capability of 3.7 or from 5.0 to 8.9, for which"
                        .formatted(i, gpu.name())
                    + " ND4J has machine code, found "
                    + gpu.capability(),
                answer.gpus().size() == 1
                    ? "take another GPU (Maxwell to Ada) or another --engine"
                    : "hide it: CUDA_VISIBLE_DEVICES lists the GPUs to use"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Obstacle> ask(BooleanSupplier nd4j) {
    try {
      return nd4j.getAsBoolean()
          ? Optional.empty()
          : Optional.of(
              new Obstacle("ND4J's CUDA backend says that it cannot run", "see nvidia-smi"));
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(explain(e));
    }
  }

  private static Obstacle noDevice(String searcher) {
    return new Obstacle(
        searcher + " finds no CUDA device",
        "nvidia-smi must list one, and CUDA_VISIBLE_DEVICES must not hide it; containers need"
            + " --gpus all");
  }

  private static Obstacle explain(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(root.getMessage());
    if (reason.contains("libcuda.so") || reason.contains("nvcuda")) {
      return new Obstacle(
          "NVIDIA's driver is not installed: its library libcuda.so.1 was not found",
          "install the driver, 450.80.02 or newer; containers need --gpus all");
    }
    if (reason.contains("libcudart") || reason.contains("cudart64")) {
      return new Obstacle(
          "the CUDA runtime cannot be loaded: " + reason,
          "CUDA's redistributables (org.bytedeco:cuda, classifier -redist) must be on the class"
              + " path: "
              + BUILD);
    }
    if (reason.contains("No CUDA devices")) {
      return noDevice("CUDA's runtime");
    }
    return new Obstacle(
        "CUDA does not start: " + root.getClass().getSimpleName() + ": " + reason,
        "nvidia-smi shows whether the driver works");
  }
}
