package org.optimizerstudy.engine.opencl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.optimizerstudy.natives.CacheDirectory;
import org.optimizerstudy.results.Checksum;

/**
 * A device's compiled programs in a directory of the user's cache. A file is named by the SHA-256
 * of all that its program depends on: device, driver, compiler options and source. It holds 32
 * bytes, the SHA-256 of that name and the rest, and then the program as the driver gave it. A file
 * that is damaged, has another name than it was written with, or is refused by the driver is
 * compiled again from source.
 */
final class ProgramCache {

  static final CacheDirectory DIRECTORY =
      new CacheDirectory("opencl", "compiled kernels are kept there", 16);

  private static final int CHECKSUM = 32;
  private static final int LARGEST = DeviceProgram.LARGEST_BINARY + CHECKSUM;

  private final Path directory;
  private final DeviceDescription device;

  /**
   * @param directory that belongs to this user alone
   * @param device that the programs are for
   */
  ProgramCache(Path directory, DeviceDescription device) {
    this.directory = directory;
    this.device = device;
  }

  /**
   * In the user's cache directory.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if it is not this user's alone or
   *     cannot be written; the message says what to do
   */
  static ProgramCache of(DeviceDescription device) {
    return new ProgramCache(DIRECTORY.require(DIRECTORY.location()), device);
  }

  /**
   * A program that was kept.
   *
   * @param source OpenCL C
   * @param options all of the compiler
   * @return empty if there is none, or its file is not what was written
   */
  Optional<byte[]> read(String source, String options) {
    String name = name(source, options);
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    byte[] stored;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      stored = in.readNBytes(LARGEST);
    } catch (IOException e) {
      return Optional.empty(); // compiled again, and written in its place
    }
    if (stored.length <= CHECKSUM) {
      return Optional.empty();
    }
    byte[] program = Arrays.copyOfRange(stored, CHECKSUM, stored.length);
    return Arrays.equals(checksum(name, program), Arrays.copyOf(stored, CHECKSUM))
        ? Optional.of(program)
        : Optional.empty();
  }

  /**
   * Keeps a program, in one piece: another process reads the old file, the new one or none.
   *
   * @param program as the driver gave it; nothing is kept if it is empty, as some drivers give it
   * @throws UncheckedIOException if it cannot be written
   */
  void write(String source, String options, byte[] program) {
    if (program.length == 0) {
      return;
    }
    String name = name(source, options);
    replace(directory.resolve(name), concatenated(checksum(name, program), program));
  }

  /**
   * Keeps what the compiler wrote of a program that it refused, beside the programs.
   *
   * @return the file
   * @throws UncheckedIOException if it cannot be written
   */
  Path writeLog(String source, String options, String log) {
    Path file = directory.resolve(name(source, options) + ".log");
    replace(file, log.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private void replace(Path file, byte[] content) {
    try {
      Path part = Files.createTempFile(directory, "program", ".part");
      try {
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /** Every part with its length before it, so that no two lists of parts are the same bytes. */
  String name(String source, String options) {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    Stream.of(
            device.platform(),
            device.vendor(),
            device.name(),
            device.driver(),
            device.version(),
            options,
            source)
        .map(part -> part.getBytes(StandardCharsets.UTF_8))
        .forEach(
            part -> {
              parts.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
              parts.writeBytes(part);
            });
    return Checksum.hex(parts.toByteArray());
  }

  private static byte[] checksum(String name, byte[] program) {
    return Checksum.of(concatenated(name.getBytes(StandardCharsets.US_ASCII), program));
  }

  private static byte[] concatenated(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }
}
