package org.optimizerstudy.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.optimizerstudy.experiment.InvalidInputException;

/** Any file is read correctly or rejected with a message, using little memory. */
class IdxFileProperties {

  /** Buffers, gzip's window and the digest; the file itself has about 100 bytes. */
  private static final long MEMORY = 2_000_000;

  private static final byte[] VALID = valid();

  private Path file;

  private static byte[] valid() {
    ByteBuffer content = ByteBuffer.allocate(16 + 60);
    content.putInt(0x803).putInt(5).putInt(3).putInt(4);
    for (int i = 0; i < 60; i++) {
      content.put((byte) i);
    }
    return content.array();
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  @BeforeProperty
  void create() throws IOException {
    file = Files.createTempFile("study", ".idx");
  }

  @AfterProperty
  void delete() throws IOException {
    Files.delete(file);
  }

  private void assertReadOrRefused(byte[] content) throws IOException {
    Files.write(file, content);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      IdxFile read = IdxFile.read(file.toUri().toURL(), 3);
      int[] dimensions = read.dimensions();
      assertThat(read.values()).hasSize(dimensions[0] * dimensions[1] * dimensions[2]);
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n");
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
  }

  @Property(tries = 2_000)
  void changedBytes(
      @ForAll boolean zipped, @ForAll @Size(min = 1, max = 4) int[] places, @ForAll byte value)
      throws IOException {
    byte[] content = zipped ? gzip(VALID) : VALID.clone();
    for (int place : places) {
      content[Math.floorMod(place, content.length)] = value;
    }

    assertReadOrRefused(content);
  }

  @Property(tries = 300)
  void cutOff(@ForAll boolean zipped, @ForAll @IntRange(max = 99) int length) throws IOException {
    byte[] content = zipped ? gzip(VALID) : VALID;

    assertReadOrRefused(Arrays.copyOf(content, Math.min(length, content.length - 1)));
  }

  @Property(tries = 1_000)
  void anyCounts(@ForAll boolean zipped, @ForAll int images, @ForAll int rows, @ForAll int columns)
      throws IOException {
    byte[] content = VALID.clone();
    ByteBuffer.wrap(content).putInt(4, images).putInt(8, rows).putInt(12, columns);

    assertReadOrRefused(zipped ? gzip(content) : content);
  }

  @Property(tries = 1_000)
  void rubbish(@ForAll @Size(max = 200) byte[] content, @ForAll boolean gzipMagic)
      throws IOException {
    if (gzipMagic && content.length > 2) {
      content[0] = 0x1f;
      content[1] = (byte) 0x8b;
      content[2] = 8;
    }

    assertReadOrRefused(content);
  }
}
