package org.optimizerstudy.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.natives.CpuInfo;
import org.optimizerstudy.natives.InstructionSet;
import org.optimizerstudy.natives.NativeSetting;

/**
 * What a result depends on besides the trial's values: software, processor and the settings of the
 * native libraries.
 *
 * @param versions versions of the program and the computing libraries by name, with the program's
 *     git commit
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param cpu model of the processor
 * @param instructionSet widest vector instructions that the kernels may use
 * @param cores number of cores available to the program
 * @param settings environment variables of the native libraries that are set
 * @param devices graphics device that computes; empty if the processor computes
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

  /**
   * The environment of this process, with the instruction set that the operating system reports.
   */
  public static Environment current() {
    CpuInfo cpu = CpuInfo.read();
    return new Environment(
        currentVersions(),
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        Stream.of("os.name", "os.version", "os.arch")
            .map(System::getProperty)
            .collect(Collectors.joining(" ")),
        cpu.name(),
        InstructionSet.of(cpu.flags()).key(),
        Runtime.getRuntime().availableProcessors(),
        NativeSetting.recorded(System.getenv()),
        List.of());
  }

  /** The same environment with another computing device, or with none. */
  public Environment on(Optional<Device> other) {
    List<Device> found = List.copyOf(other.stream().toList());
    return new Environment(versions, java, os, cpu, instructionSet, cores, settings, found);
  }

  /** The same environment with another instruction set. */
  public Environment with(InstructionSet set) {
    return new Environment(versions, java, os, cpu, set.key(), cores, settings, devices);
  }

  /** The graphics device that computes; empty if the processor computes. */
  public Optional<Device> device() {
    return devices.stream().findFirst();
  }

  /**
   * The versions of the program and its libraries by name, and the program's commit. The build
   * writes them: versions.properties by resource filtering, git.properties by a plugin.
   */
  public static Map<String, String> currentVersions() {
    Map<String, String> versions = new TreeMap<>();
    Properties built = properties("/versions.properties");
    built.stringPropertyNames().forEach(name -> versions.put(name, built.getProperty(name)));
    Properties git = properties("/git.properties");
    String commit = git.getProperty("git.commit.id.full", CpuInfo.UNKNOWN);
    boolean dirty = Boolean.parseBoolean(git.getProperty("git.dirty", "false"));
    versions.put(TrialJson.COMMIT, dirty ? commit + "-dirty" : commit);
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
}
