package org.optimizerstudy.engine.opencl;

import java.util.ArrayDeque;
import java.util.Deque;

/** Buffers, programs and kernels that are closed together, the last one opened first. */
final class DeviceResources implements AutoCloseable {

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Takes over a resource. */
  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) { // none of them throws
        throw new IllegalStateException(e);
      }
    }
  }
}
