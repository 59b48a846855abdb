package org.optimizerstudy.engine;

/** This machine does not compute as it should; the message says in one line what was found. */
public class MachineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line with what to do
   */
  public MachineException(String message) {
    super(message);
  }
}
