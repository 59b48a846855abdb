package org.optimizerstudy.engine;

/** This machine computes wrong results or none; the message is one line. */
public class MachineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line with what to do
   */
  public MachineException(String message) {
    super(message);
  }
}
