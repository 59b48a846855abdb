package org.optimizerstudy.engine.opencl;

/** A driver refused the source of a program. */
final class BuildException extends OpenClException {
  private static final long serialVersionUID = 1L;

  private final String log;

  /**
   * @param log what the driver's compiler wrote; the message has its first line
   */
  BuildException(int code, String log) {
    super("the driver cannot compile a program: " + firstLine(log), code, null);
    this.log = log;
  }

  /** The whole of what the compiler wrote. */
  String log() {
    return log;
  }

  private static String firstLine(String log) {
    return log.lines().filter(line -> !line.isBlank()).findFirst().orElse("no build log").strip();
  }
}
