package org.optimizerstudy.execution;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.ResultsDirectory;

/** Checks the resources of this machine. */
public final class Machine {

  private static final long MEBIBYTE = 1L << 20;

  /** MNIST is read into the heap. */
  private static final long HEAP_NEEDED = 200 * MEBIBYTE;

  private static final long MEMORY_NEEDED = 2_000 * MEBIBYTE;

  /** For the jars and native libraries, and a few per worker. */
  private static final long HANDLES_NEEDED = 128;

  /** For checkpoints and records of many trials; DL4J's native libraries take 400 MiB once. */
  private static final long DISK_NEEDED = 500 * MEBIBYTE;

  private Machine() {}

  /** Checks the size of the JVM's heap. */
  public static Check heap() {
    return heap(Runtime.getRuntime().maxMemory());
  }

  static Check heap(long bytes) {
    return Check.of(
        "Heap",
        bytes / MEBIBYTE + " MiB",
        bytes >= HEAP_NEEDED,
        "give the JVM at least 512 MiB: STUDY_JAVA_OPTS=-Xmx512m");
  }

  /** Checks the number of files that a process may have open. */
  public static Check handles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? handles(unix.getMaxFileDescriptorCount())
        : Check.ok("Handles", "as many open files as this system allows");
  }

  static Check handles(long limit) {
    return Check.of(
        "Handles",
        "%d open files at most".formatted(limit),
        limit >= HANDLES_NEEDED,
        "allow at least %d: ulimit -n 1024".formatted(HANDLES_NEEDED));
  }

  static Check java(Environment environment) {
    return Check.of(
        "Java", environment.java(), Runtime.version().feature() >= 17, "install a JDK 17 or newer");
  }

  static Check memory() {
    long memory;
    try {
      memory =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    } catch (RuntimeException | LinkageError e) {
      // Java 17 fails where it cannot interpret the control groups
      return Check.ok("Memory", "unknown: Java cannot read it here");
    }
    return Check.of(
        "Memory",
        memory / MEBIBYTE + " MiB for this machine or container",
        memory >= MEMORY_NEEDED,
        "give it at least %d MiB".formatted(MEMORY_NEEDED / MEBIBYTE));
  }

  /** Results are correct on every CPU, so this check never fails. */
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

  static Check threads(Environment environment) {
    String threads = environment.settings().getOrDefault("OMP_NUM_THREADS", "unset");
    return Check.of(
        "Threads",
        "OMP_NUM_THREADS " + threads,
        threads.equals("1"),
        "start with ./study or set OMP_NUM_THREADS=1: one native thread per worker is fastest");
  }

  static Check disk(Path output) {
    try {
      long free = Files.getFileStore(ResultsDirectory.requireWritable(output)).getUsableSpace();
      return Check.of(
          "Disk",
          "%d MiB free for %s".formatted(free / MEBIBYTE, output),
          free >= DISK_NEEDED,
          "free some space: %d MiB are needed".formatted(DISK_NEEDED / MEBIBYTE));
    } catch (IOException e) {
      return Check.bad("Disk", e.getMessage(), "use another directory: --output DIR");
    }
  }
}
