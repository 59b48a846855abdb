package org.optimizerstudy.engine.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * OpenCL C with the values of its macros: what a driver compiles.
 *
 * @param text of the program
 * @param macros values by name
 */
record KernelSource(String text, Map<String, Object> macros) {

  KernelSource {
    macros = new TreeMap<>(macros);
  }

  /**
   * A program of the class path's directory {@code opencl}.
   *
   * @param names of files without {@code .cl}, in order
   */
  static KernelSource of(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(read("/opencl/" + name + ".cl")).append('\n');
    }
    return new KernelSource(text.toString(), Map.of());
  }

  KernelSource with(String macro, long value) {
    Map<String, Object> more = new TreeMap<>(macros);
    more.put(macro, value);
    return new KernelSource(text, more);
  }

  /** With more source before it. */
  KernelSource after(String before) {
    return new KernelSource(before + text, macros);
  }

  /** The macros as options of the compiler. */
  String options() {
    StringBuilder options = new StringBuilder();
    macros.forEach((name, value) -> options.append(" -D ").append(name).append('=').append(value));
    return options.toString();
  }

  DeviceProgram compile(DeviceQueue queue) {
    return queue.program(text, options());
  }

  private static String read(String resource) {
    try (InputStream in = KernelSource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
