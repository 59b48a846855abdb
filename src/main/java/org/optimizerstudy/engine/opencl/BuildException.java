package org.optimizerstudy.engine.opencl;

import java.nio.file.Path;

/** A driver refused the source of a program. */
final class BuildException extends OpenClException {
  private static final long serialVersionUID = 1L;

  private final String log;

  /**
   * @param log what the driver's compiler wrote; the message has its first line
   */
  BuildException(int code, String log) {
    this("the driver cannot compile a program: " + firstLine(log), code, log);
  }

  private BuildException(String message, int code, String log) {
    super(message, code, null);
    this.log = log;
  }

  /**
   * The same with what to do.
   *
   * @param file that the whole log is written to
   */
  BuildException keptIn(Path file) {
    return new BuildException(
        "the driver cannot compile a program: %s; install a newer driver or take another --device;"
                .formatted(firstLine(log))
            + " the compiler's whole log: "
            + file,
        code(),
        log);
  }

  /** The whole of what the compiler wrote. */
  String log() {
    return log;
  }

  private static String firstLine(String log) {
    return log.lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(DriverInfo::line)
        .orElse("no build log");
  }
}
