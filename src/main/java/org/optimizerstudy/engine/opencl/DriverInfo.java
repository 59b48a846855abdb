package org.optimizerstudy.engine.opencl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_platform_id;
import org.bytedeco.opencl.global.OpenCL;
import org.optimizerstudy.experiment.Printable;

/** What a driver tells of a platform or a device. None of it is trusted. */
final class DriverInfo {

  private static final int LONGEST_ANSWER = 1 << 16;
  private static final int LONGEST_TEXT = 120;

  private final Query query;

  DriverInfo(Query query) {
    this.query = query;
  }

  /** One of OpenCL's functions {@code clGet...Info}. */
  @FunctionalInterface
  interface Query {

    /**
     * @param value takes the answer; null to ask for its size alone
     * @param actual takes the answer's size in bytes; null if it is not wanted
     * @return OpenCL's code
     */
    int ask(int parameter, long size, Pointer value, SizeTPointer actual);
  }

  static DriverInfo of(_cl_platform_id platform) {
    return new DriverInfo(
        (parameter, size, value, actual) ->
            OpenCL.clGetPlatformInfo(platform, parameter, size, value, actual));
  }

  static DriverInfo of(_cl_device_id device) {
    return new DriverInfo(
        (parameter, size, value, actual) ->
            OpenCL.clGetDeviceInfo(device, parameter, size, value, actual));
  }

  /**
   * A text, as one printable line of bounded length.
   *
   * @throws OpenClException if the driver does not tell it
   */
  String text(int parameter) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      check(parameter, query.ask(parameter, 0, null, size));
      long length = size.get();
      if (length < 0 || length > LONGEST_ANSWER) {
        throw refusal(parameter, "a text of at most %d bytes".formatted(LONGEST_ANSWER), length);
      }
      byte[] bytes = new byte[(int) length];
      try (BytePointer value = new BytePointer(length + 1)) {
        check(parameter, query.ask(parameter, length, value, null));
        value.get(bytes);
      }
      return line(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Up to C's end of the text. */
  static String line(String told) {
    int end = told.indexOf('\0');
    String text = (end < 0 ? told : told.substring(0, end)).strip().replaceAll("\\s+", " ");
    String line = Printable.line(text);
    if (line.isEmpty()) {
      return "unnamed";
    }
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...";
  }

  /**
   * A number of four or eight bytes.
   *
   * @throws OpenClException if the driver does not tell it, or it is not from 0 to {@code most}
   */
  long integer(int parameter, long most) {
    try (LongPointer value = new LongPointer(1).put(0)) {
      check(parameter, query.ask(parameter, Long.BYTES, value, null));
      long number = value.get();
      if (number < 0 || number > most) {
        throw refusal(parameter, "from 0 to " + most, number);
      }
      return number;
    }
  }

  boolean flag(int parameter) {
    return integer(parameter, Integer.MAX_VALUE) != 0;
  }

  private static void check(int parameter, int code) {
    OpenClException.check("the query " + name(parameter), code);
  }

  private static OpenClException refusal(int parameter, String rule, long found) {
    return new OpenClException(
        "the driver's answer to query %s must be %s, found %s"
            .formatted(name(parameter), rule, Long.toUnsignedString(found)),
        OpenCL.CL_INVALID_VALUE,
        null);
  }

  private static String name(int parameter) {
    return String.format(Locale.ROOT, "0x%04x", parameter);
  }
}
