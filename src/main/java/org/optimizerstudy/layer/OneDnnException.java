package org.optimizerstudy.layer;

/** oneDNN refused a call; the message names the call and the status. */
public final class OneDnnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OneDnnException(String call, String status) {
    super("oneDNN: " + call + " failed with status \"" + status + "\"");
  }
}
