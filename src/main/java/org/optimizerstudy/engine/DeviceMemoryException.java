package org.optimizerstudy.engine;

/** A device has too little memory for the trials of a session; fewer of them may fit. */
public class DeviceMemoryException extends MachineException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line with what to do
   */
  public DeviceMemoryException(String message) {
    super(message);
  }
}
