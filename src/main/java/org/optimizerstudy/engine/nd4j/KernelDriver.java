package org.optimizerstudy.engine.nd4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's kernel module as reported by Linux. */
final class KernelDriver {

  private static final Path FILE = Path.of("/proc/driver/nvidia/version");
  private static final Pattern VERSION =
      Pattern.compile("Kernel Module\\s+(?:for \\S+\\s+)?(\\d[\\d.]*)");

  private KernelDriver() {}

  /** The version of the module; empty if there is no module or it does not report one. */
  static Optional<String> version() {
    try {
      return version(new String(Files.readAllBytes(FILE), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<String> version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
