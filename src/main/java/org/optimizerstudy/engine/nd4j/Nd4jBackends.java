package org.optimizerstudy.engine.nd4j;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.results.Environment;

/**
 * Checks whether ND4J would select the backend that an engine needs. At its first use, ND4J selects
 * the available backend with the highest priority and keeps it until the process ends. This class
 * does not use {@code Nd4j}.
 */
public final class Nd4jBackends {

  private static final String CUDA_BACKEND = "JCublasBackend";

  private Nd4jBackends() {}

  /** Checks that ND4J would select its CPU backend. */
  public static Check cpu() {
    return cpu(present());
  }

  static Check cpu(List<Nd4jBackend> present) {
    return first(
        present,
        false,
        "start by ./study, or set the environment variable BACKEND_PRIORITY_CPU=200");
  }

  /** Checks that ND4J would select its CUDA backend. */
  static Check cuda(List<Nd4jBackend> present) {
    return first(
        present,
        true,
        "unset the environment variables BACKEND_PRIORITY_CPU and BACKEND_PRIORITY_GPU");
  }

  /** The backends on the class path. */
  static List<Nd4jBackend> present() {
    return ServiceLoader.load(Nd4jBackend.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /**
   * Whether the CUDA backend can run. It throws the reason at its first call only, so it must be
   * called once. {@code isAvailable()} would also print a stack trace.
   */
  static boolean cudaCanRun(List<Nd4jBackend> present) {
    return present.stream().filter(Nd4jBackends::isCuda).anyMatch(Nd4jBackend::canRun);
  }

  /** The priorities come from environment variables, which a running JVM cannot set. */
  private static Check first(List<Nd4jBackend> present, boolean cuda, String remedy) {
    Nd4jBackend first =
        present.stream()
            .max(Comparator.comparingInt(Nd4jBackend::getPriority))
            .orElseThrow(() -> new IllegalStateException("No ND4J backend is on the class path"));
    String name = first.getClass().getSimpleName();
    return isCuda(first) == cuda
        ? Check.ok("ND4J", "%s of ND4J %s".formatted(name, version()))
        : Check.bad("ND4J", "ND4J would take " + name + " first", remedy);
  }

  private static String version() {
    return Environment.currentVersions().get("deeplearning4j");
  }

  private static boolean isCuda(Nd4jBackend backend) {
    return backend.getClass().getSimpleName().equals(CUDA_BACKEND);
  }
}
