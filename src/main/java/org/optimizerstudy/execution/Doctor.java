package org.optimizerstudy.execution;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.backend.Backend;
import org.optimizerstudy.backend.Backends;
import org.optimizerstudy.backend.CudaExamination;
import org.optimizerstudy.backend.Gpu;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.training.Layers;

/** Checks what a run needs. */
public final class Doctor {

  private static final long MEBIBYTE = 1L << 20;
  private static final long HEAP_NEEDED = 400 * MEBIBYTE;
  private static final long MEMORY_NEEDED = 2_000 * MEBIBYTE;

  /** Checkpoints and records of many trials; DL4J's natives take 400 MiB more, once. */
  private static final long DISK_NEEDED = 500 * MEBIBYTE;

  /** OpenBLAS core types that end in an illegal instruction on CPUs without these. */
  private static final Map<String, Set<String>> CORE_TYPES =
      Map.of("SKYLAKEX", Set.of("avx512"), "HASWELL", Set.of("avx512", "avx2"));

  /**
   * One line of the report.
   *
   * @param subject what was looked at
   * @param found what was found
   * @param remedy what to do, empty if all is well
   */
  public record Check(String subject, String found, Optional<String> remedy) {

    static Check ok(String subject, String found) {
      return new Check(subject, found, Optional.empty());
    }

    static Check bad(String subject, String found, String remedy) {
      return new Check(subject, found, Optional.of(remedy));
    }

    static Check of(String subject, String found, boolean ok, String remedy) {
      return ok ? ok(subject, found) : bad(subject, found, remedy);
    }
  }

  private Doctor() {}

  /**
   * All checks, in the order of a reader's questions.
   *
   * @param output the results directory of the run; it need not exist
   * @param backend of the run
   */
  public static List<Check> examine(Path output, Backend backend) {
    Environment environment = Environment.current();
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.of(
            "Java",
            environment.java(),
            Runtime.version().feature() >= 17,
            "install a JDK 17 or newer"));
    long heap = Runtime.getRuntime().maxMemory();
    checks.add(
        Check.of(
            "Heap",
            heap / MEBIBYTE + " MiB",
            heap >= HEAP_NEEDED,
            "give the JVM at least 512 MiB: STUDY_JAVA_OPTS=-Xmx512m"));
    checks.add(memory());
    checks.add(cpu(environment));
    String threads = environment.settings().getOrDefault("OMP_NUM_THREADS", "unset");
    checks.add(
        Check.of(
            "Threads",
            "OMP_NUM_THREADS " + threads,
            threads.equals("1"),
            "start by ./study or set OMP_NUM_THREADS=1: one native thread a worker is fastest"));
    checks.add(openBlas(environment));
    checks.addAll(computing(backend));
    checks.add(disk(output));
    checks.add(lock(output));
    return checks;
  }

  /** No obstacle on any CPU: results are right on all of them. */
  static Check cpu(Environment environment) {
    String sets = environment.instructionSet();
    return Check.ok(
        "CPU",
        "%s, %d cores, %s"
            .formatted(
                environment.cpu(),
                environment.cores(),
                sets.equals("unknown")
                    ? "instruction sets unknown; speed was measured on x86-64 with AVX2 or AVX-512"
                    : sets));
  }

  private static Check memory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long memory = system.getTotalMemorySize();
    return Check.of(
        "Memory",
        memory / MEBIBYTE + " MiB for this machine or container",
        memory >= MEMORY_NEEDED,
        "give it at least %d MiB".formatted(MEMORY_NEEDED / MEBIBYTE));
  }

  /** Whether OpenBLAS runs on this CPU as its core type was set. */
  public static Check openBlas(Environment environment) {
    String type = environment.settings().getOrDefault("OPENBLAS_CORETYPE", "");
    Set<String> sets = CORE_TYPES.getOrDefault(type, Set.of(environment.instructionSet()));
    return Check.of(
        "OpenBLAS",
        "core type " + (type.isEmpty() ? "chosen by the library" : type),
        sets.contains(environment.instructionSet()),
        "unset OPENBLAS_CORETYPE: this CPU has no " + String.join(" or ", sets));
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
    try {
      Backends.place(backend);
    } catch (InvalidInputException e) {
      checks.add(Check.bad("Backend", "does not start", e.getMessage()));
      return checks;
    }
    checks.add(backend());
    checks.add(backend == Backend.CUDA ? Check.ok("Layers", "stock, as always on CUDA") : layers());
    checks.add(data());
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

  private static Check layers() {
    try {
      return layers(Layers.choose(Optional.empty()));
    } catch (LinkageError e) {
      return Check.bad(
          "Layers", "not tried, for the backend does not start", "mend the backend first");
    }
  }

  /** No obstacle where DL4J's own layers run: their results are as right, but slower. */
  static Check layers(Layers.Choice choice) {
    return Check.ok(
        "Layers",
        choice.layers().key() + choice.note().map(note -> ", slower; " + note).orElse(""));
  }

  private static Check disk(Path output) {
    Path existing = output.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Check.bad(
          "Disk", existing + " cannot be written", "give a directory that can be: --output DIR");
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      return Check.of(
          "Disk",
          "%d MiB free for %s".formatted(free / MEBIBYTE, output),
          free >= DISK_NEEDED,
          "make room: %d MiB are needed".formatted(DISK_NEEDED / MEBIBYTE));
    } catch (IOException e) {
      return Check.bad("Disk", existing + ": " + e.getMessage(), "give another --output DIR");
    }
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
      INDArray product = Nd4j.ones(2, 3).mmul(Nd4j.ones(3, 2));
      String name = Nd4j.getBackend().getClass().getSimpleName();
      return Check.of(
          "Backend",
          name + " of ND4J " + Environment.current().versions().get("deeplearning4j"),
          product.sumNumber().doubleValue() == 12,
          "a product of ones is wrong: the native libraries do not fit this CPU");
    } catch (LinkageError | RuntimeException e) {
      return Check.bad(
          "Backend",
          "ND4J does not start: " + e.getMessage(),
          "the natives of this platform must be on the class path (mvn -B package)");
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
    } catch (LinkageError e) {
      return Check.bad(
          "Data", "not read, for the backend does not start", "mend the backend first");
    }
  }
}
