package org.optimizerstudy.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.Environment;

/** Checks what a run needs. */
public final class Doctor {

  private static final long MEBIBYTE = 1L << 20;
  private static final long HEAP_NEEDED = 400 * MEBIBYTE;

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

  /** All checks, in the order of a reader's questions. */
  public static List<Check> examine() {
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
            "Memory",
            heap / MEBIBYTE + " MiB of heap",
            heap >= HEAP_NEEDED,
            "give the JVM at least 512 MiB: STUDY_JAVA_OPTS=-Xmx512m"));
    checks.add(
        Check.of(
            "CPU",
            "%s, %d cores, %s"
                .formatted(environment.cpu(), environment.cores(), environment.instructionSet()),
            !environment.instructionSet().equals("unknown"),
            "results are right on any CPU; speed was measured on x86-64 with AVX2 or AVX-512"));
    String threads = environment.settings().getOrDefault("OMP_NUM_THREADS", "unset");
    checks.add(
        Check.of(
            "Threads",
            "OMP_NUM_THREADS " + threads,
            threads.equals("1"),
            "start by ./study or set OMP_NUM_THREADS=1: one native thread a worker is fastest"));
    checks.add(
        Check.ok(
            "OpenBLAS",
            "core type "
                + environment
                    .settings()
                    .getOrDefault("OPENBLAS_CORETYPE", "chosen by the library")));
    checks.add(backend());
    checks.add(Check.ok("GPU", "not used: this build has the CPU backend only"));
    checks.add(data());
    return checks;
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
          "the natives of this platform must be on the class path (mvn -B package), and the"
              + " directory ~/.javacpp writable");
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
