package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

/** A oneDNN call failed; the message names the call and the status. */
public final class OneDnnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  OneDnnException(String call, int status) {
    super("oneDNN: " + call + " failed with status \"" + name(status) + "\"");
    this.status = status;
  }

  /** Whether oneDNN has no implementation of the operation. */
  boolean isUnimplemented() {
    return status == dnnl_unimplemented;
  }

  private static String name(int status) {
    return switch (status) {
      case 1 -> "out of memory";
      case 2 -> "invalid arguments";
      case 3 -> "unimplemented";
      case 4 -> "iterator ends";
      case 5 -> "runtime error";
      case 6 -> "not required";
      default -> Integer.toString(status);
    };
  }
}
