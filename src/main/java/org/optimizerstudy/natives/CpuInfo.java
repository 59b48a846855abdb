package org.optimizerstudy.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operating system says of the processor. Best effort: what cannot be read is unknown, and
 * no content is an error.
 *
 * @param name the model, or {@link #UNKNOWN}
 * @param flags Linux's names of the features of an x86 processor; empty elsewhere
 */
public record CpuInfo(String name, Set<String> flags) {

  /** Stands for what cannot be found out. */
  public static final String UNKNOWN = "unknown";

  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** Entries of /proc/cpuinfo that name the model: x86; MIPS; POWER; RISC-V. */
  private static final List<String> NAMES = List.of("model name", "cpu model", "cpu", "uarch");

  private static final List<String> MAC = List.of("sysctl", "-n", "machdep.cpu.brand_string");
  private static final int MAC_SECONDS = 5;

  public CpuInfo {
    flags = Set.copyOf(flags);
  }

  /** Asks this machine. */
  public static CpuInfo read() {
    CpuInfo linux = of(text(LINUX));
    return linux.name.equals(UNKNOWN)
        ? new CpuInfo(elsewhere().orElse(UNKNOWN), linux.flags)
        : linux;
  }

  /** From the text of /proc/cpuinfo, the first processor's entries. */
  static CpuInfo of(String text) {
    Map<String, String> entries = new HashMap<>();
    text.lines()
        .dropWhile(String::isBlank)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.split("\\s*:\\s*", 2))
        .filter(entry -> entry.length == 2)
        .forEach(entry -> entries.putIfAbsent(entry[0], entry[1]));
    String name =
        NAMES.stream()
            .flatMap(key -> Stream.ofNullable(entries.get(key)))
            .filter(value -> !value.isBlank())
            .findFirst()
            .or(() -> arm(entries))
            .orElse(UNKNOWN);
    return new CpuInfo(
        name,
        Arrays.stream(entries.getOrDefault("flags", "").strip().split("\\s+"))
            .collect(Collectors.toSet()));
  }

  /** ARM names no model, but numbers its designer and design. */
  private static Optional<String> arm(Map<String, String> entries) {
    return Optional.ofNullable(entries.get("CPU part"))
        .map(
            part ->
                String.format(
                    Locale.ROOT,
                    "ARM implementer %s part %s",
                    entries.getOrDefault("CPU implementer", UNKNOWN),
                    part));
  }

  private static Optional<String> elsewhere() {
    return System.getProperty("os.name", "").startsWith("Mac")
        ? printed(MAC)
        : Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")); // Windows sets it
  }

  /** Bytes that are not UTF-8 are replaced. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // not Linux, or /proc is not mounted
    }
  }

  private static Optional<String> printed(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (process.waitFor(MAC_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(line.strip()).filter(name -> !name.isEmpty());
      }
      process.destroyForcibly();
    } catch (IOException e) {
      return Optional.empty(); // no such command
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
