package org.optimizerstudy.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.backend.Backend;
import org.optimizerstudy.backend.Backends;
import org.optimizerstudy.backend.CudaExamination;
import org.optimizerstudy.backend.Devices;
import org.optimizerstudy.backend.Gpu;
import org.optimizerstudy.backend.MachineException;
import org.optimizerstudy.backend.NativeCache;
import org.optimizerstudy.backend.NativeLibraries;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.NativeSetting;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.training.Layers;
import org.optimizerstudy.training.SelfTest;

/** Checks what a run needs. */
public final class Doctor {

  private static final long MEBIBYTE = 1L << 20;

  private Doctor() {}

  /**
   * All checks, in the order of a reader's questions.
   *
   * @param output the results directory of the run; it need not exist
   * @param backend of the run
   */
  public static List<Check> examine(Path output, Backend backend) {
    Environment environment = environment();
    List<Check> checks = new ArrayList<>();
    checks.add(Machine.java(environment));
    checks.add(Machine.heap());
    checks.add(Machine.handles());
    checks.add(Machine.memory());
    checks.add(Machine.cpu(environment));
    checks.add(Machine.threads(environment));
    checks.addAll(variables(System.getenv()));
    checks.add(cache());
    checks.addAll(computing(backend));
    checks.add(Machine.disk(output));
    checks.add(lock(output));
    return checks;
  }

  /** Of a bad environment nothing native may be asked. */
  private static Environment environment() {
    Environment environment = Environment.current();
    boolean isBad =
        Arrays.stream(NativeSetting.values())
            .anyMatch(setting -> setting.fault(System.getenv()).isPresent());
    return isBad ? environment : environment.with(NativeLibraries.instructionSet());
  }

  /** The variables that steer the native libraries and are set. */
  static List<Check> variables(Map<String, String> environment) {
    return Arrays.stream(NativeSetting.values())
        .filter(setting -> environment.containsKey(setting.name()))
        .map(
            setting ->
                new Check(
                    "Variable",
                    "%s=%s: %s"
                        .formatted(
                            setting.name(), environment.get(setting.name()), setting.effect()),
                    setting.fault(environment)))
        .toList();
  }

  /** Where the native libraries are unpacked to and loaded from. */
  private static Check cache() {
    try {
      return Check.ok(
          "Cache",
          NativeCache.prepare()
              .map(Path::toString)
              .orElse("not needed; the native libraries are on the library path"));
    } catch (InvalidInputException e) {
      return Check.bad("Cache", "cannot be used", e.getMessage());
    }
  }

  /** What touches ND4J, in this order: it takes a backend at the first touch, for good. */
  private static List<Check> computing(Backend backend) {
    List<Check> checks = new ArrayList<>();
    if (backend == Backend.CUDA) {
      CudaExamination cuda = Backends.examineCuda();
      checks.addAll(cuda(cuda));
      if (cuda.obstacle().isPresent()) {
        return checks;
      }
    } else {
      checks.add(
          Check.ok("GPU", "not used with --backend cpu; study doctor --backend cuda looks for it"));
    }
    Devices devices;
    try {
      devices = Backends.place(backend);
    } catch (InvalidInputException e) {
      checks.add(Check.bad("Backend", "does not start", e.getMessage()));
      return checks;
    }
    Check started = backend();
    checks.add(started);
    if (started.remedy().isEmpty()) {
      checks.add(layers(backend, devices));
      checks.add(data());
    }
    return checks;
  }

  private static List<Check> cuda(CudaExamination cuda) {
    List<Check> checks = new ArrayList<>();
    cuda.driver().ifPresent(driver -> checks.add(Check.ok("Driver", driver)));
    for (int i = 0; i < cuda.gpus().size(); i++) {
      Gpu gpu = cuda.gpus().get(i);
      checks.add(
          Check.of(
              "GPU " + i,
              "%s, compute capability %s, %d MiB"
                  .formatted(gpu.name(), gpu.capability(), gpu.memory() / MEBIBYTE),
              gpu.capability().isSupported(),
              "ND4J has no machine code for it; CUDA's line says what to do"));
    }
    checks.add(
        cuda.obstacle()
            .map(obstacle -> Check.bad("CUDA", obstacle.found(), obstacle.remedy()))
            .orElseGet(() -> Check.ok("CUDA", "11.6, ND4J says that it can run")));
    return checks;
  }

  private static Check layers(Backend backend, Devices devices) {
    Layers.Choice choice =
        backend == Backend.CUDA ? Layers.ofCuda(Optional.empty()) : Layers.choose(Optional.empty());
    try {
      SelfTest.of(choice.layers(), devices);
      return layers(choice);
    } catch (MachineException e) {
      return Check.bad("Layers", e.getMessage(), "unset what you have set");
    }
  }

  /** No obstacle where DL4J's own layers run: their results are as right, but slower. */
  static Check layers(Layers.Choice choice) {
    return Check.ok(
        "Layers",
        choice.layers().key() + choice.note().map(note -> ", slower; " + note).orElse(""));
  }

  private static Check lock(Path output) {
    try {
      return ResultsLock.holder(ResultsDirectory.at(output))
          .map(
              holder ->
                  Check.bad(
                      "Lock",
                      output + " is being written by " + holder,
                      "wait for it, end it or give another --output DIR"))
          .orElseGet(() -> Check.ok("Lock", "no run writes in " + output));
    } catch (InvalidInputException e) {
      return Check.bad("Lock", e.getMessage(), "give another --output DIR");
    } catch (IOException e) {
      return Check.bad(
          "Lock", "%s/lock: %s".formatted(output, e.getMessage()), "make the file writable");
    }
  }

  private static Check backend() {
    try {
      SelfTest.ofArithmetic();
      return Check.ok(
          "Backend",
          Nd4j.getBackend().getClass().getSimpleName()
              + " of ND4J "
              + Environment.currentVersions().get("deeplearning4j"));
    } catch (MachineException e) {
      return Check.bad("Backend", e.getMessage(), "unset what you have set");
    } catch (LinkageError | RuntimeException e) {
      return Check.bad(
          "Backend",
          "ND4J does not start: " + NativeLibraries.reason(e),
          "the native libraries of this platform must be on the class path (mvn -B package)");
    }
  }

  private static Check data() {
    try {
      Dataset mnist = Dataset.mnist();
      return Check.ok(
          "Data",
          "MNIST: four files with the official checksums, %d + %d + %d examples"
              .formatted(mnist.training().size(), mnist.validation().size(), mnist.test().size()));
    } catch (InvalidInputException | IOException e) {
      return Check.bad("Data", e.getMessage(), "build again: mvn -B clean package");
    } catch (OutOfMemoryError e) {
      return Check.bad("Data", "the heap is too small to read it", "see the heap's line");
    }
  }
}
