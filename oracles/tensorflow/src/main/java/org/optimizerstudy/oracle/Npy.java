package org.optimizerstudy.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array in NumPy's file format: little-endian float32 ({@code <f4}) or int32 ({@code <i4}), C
 * order.
 *
 * @param values the elements' bytes, little-endian, the last dimension running fastest
 */
record Npy(String type, int[] shape, ByteBuffer values) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr':\\s*'([^']*)'.*'fortran_order':\\s*(\\w+).*'shape':\\s*\\(([^)]*)\\)");
  private static final String FLOAT32 = "<f4";
  private static final String INT32 = "<i4";
  private static final int ALIGNMENT = 64;

  static Npy of(float[] values, int... shape) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new Npy(FLOAT32, shape, bytes);
  }

  static Npy of(int[] values, int... shape) {
    ByteBuffer bytes = littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return new Npy(INT32, shape, bytes);
  }

  static Npy read(Path file) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    content.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException(file + " is no .npy file");
    }
    int major = content.get();
    content.get();
    byte[] header = new byte[major == 1 ? content.getShort() & 0xffff : content.getInt()];
    content.get(header);
    Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.ISO_8859_1));
    if (!matcher.find() || !matcher.group(2).equals("False")) {
      throw new IOException(file + " is not in C order");
    }
    int[] shape =
        Arrays.stream(matcher.group(3).split(","))
            .map(String::strip)
            .filter(size -> !size.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    return new Npy(matcher.group(1), shape, content.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  void write(Path file) throws IOException {
    String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining());
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    int before = MAGIC.length + 2 + Short.BYTES;
    int total = (before + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = header + " ".repeat(total - before - header.length() - 1) + "\n";
    ByteBuffer content = littleEndian(total + values.capacity());
    content.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
    content.put(padded.getBytes(StandardCharsets.ISO_8859_1)).put(values.duplicate().rewind());
    Files.write(file, content.array());
  }

  float[] floats() {
    require(FLOAT32);
    float[] floats = new float[size()];
    values.asFloatBuffer().get(floats);
    return floats;
  }

  int[] ints() {
    require(INT32);
    int[] ints = new int[size()];
    values.asIntBuffer().get(ints);
    return ints;
  }

  private int size() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private void require(String wanted) {
    if (!type.equals(wanted)) {
      throw new IllegalArgumentException("the array is of type %s, not %s".formatted(type, wanted));
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
