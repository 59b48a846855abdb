package org.optimizerstudy.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a result depends on besides its trial's values: software, processor and the settings of the
 * native libraries.
 *
 * @param versions of the program and the libraries that compute, by name; the program's git commit
 *     among them
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture
 * @param cpu the processor's model
 * @param instructionSet the widest vector instructions that the kernels may take
 * @param cores available to the program
 * @param settings environment variables that steer the native libraries; absent ones are left out
 * @param devices the graphics device that computes; none where the processor does
 */
public record Environment(
    Map<String, String> versions,
    String java,
    String os,
    String cpu,
    String instructionSet,
    int cores,
    Map<String, String> settings,
    List<Device> devices)
    implements Serializable {

  /** Environment variables that results or speed depend on. */
  public static final List<String> SETTINGS =
      List.of("OMP_NUM_THREADS", "OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "DNNL_MAX_CPU_ISA");

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final String UNKNOWN = "unknown";

  /** The environment of this process. */
  public static Environment current() {
    Map<String, String> cpu = cpuinfo();
    return new Environment(
        currentVersions(),
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        Stream.of("os.name", "os.version", "os.arch")
            .map(System::getProperty)
            .collect(Collectors.joining(" ")),
        cpu.getOrDefault("model name", UNKNOWN),
        widestOf(cpu.getOrDefault("flags", "")),
        Runtime.getRuntime().availableProcessors(),
        currentSettings(),
        List.of());
  }

  /** The same, where a device computes, if any. */
  public Environment on(Optional<Device> other) {
    List<Device> found = List.copyOf(other.stream().toList());
    return new Environment(versions, java, os, cpu, instructionSet, cores, settings, found);
  }

  /** The graphics device that computes; empty where the processor does. */
  public Optional<Device> device() {
    return devices.stream().findFirst();
  }

  /** The widest of the instruction sets that make a difference to the kernels. */
  static String widestOf(String flags) {
    Set<String> set = Set.of(flags.split(" "));
    if (set.contains("avx512vl") && set.contains("avx512bw") && set.contains("avx512dq")) {
      return "avx512";
    }
    if (set.contains("avx2") && set.contains("fma")) {
      return "avx2";
    }
    return set.contains("sse4_1") ? "sse4.1" : UNKNOWN;
  }

  private static Map<String, String> currentSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : SETTINGS) {
      Optional.ofNullable(System.getenv(name)).ifPresent(value -> settings.put(name, value));
    }
    return settings;
  }

  /**
   * Written by the build: versions.properties by resource filtering, git.properties by its plugin.
   */
  private static Map<String, String> currentVersions() {
    Map<String, String> versions = new TreeMap<>();
    Properties built = properties("/versions.properties");
    built.stringPropertyNames().forEach(name -> versions.put(name, built.getProperty(name)));
    Properties git = properties("/git.properties");
    String commit = git.getProperty("git.commit.id.full", UNKNOWN);
    boolean dirty = Boolean.parseBoolean(git.getProperty("git.dirty", "false"));
    versions.put("commit", dirty ? commit + "-dirty" : commit);
    return versions;
  }

  private static Properties properties(String resource) {
    Properties properties = new Properties();
    try (InputStream in = Environment.class.getResourceAsStream(resource)) {
      if (in != null) { // a build outside a git checkout has no git.properties
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
    return properties;
  }

  /** The first processor's entries; empty where the system has no such file. */
  private static Map<String, String> cpuinfo() {
    if (!Files.isReadable(CPUINFO)) {
      return Map.of();
    }
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .takeWhile(line -> !line.isBlank())
          .map(line -> line.split("\\s*:\\s*", 2))
          .filter(entry -> entry.length == 2)
          .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1], (a, b) -> a));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + CPUINFO, e);
    }
  }
}
