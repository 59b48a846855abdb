package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.results.Checksum;

class ProgramCacheTest {

  private static final String SOURCE =
      "kernel void store(global int *to) { to[get_global_id(0)] = VALUE; }";
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path directory;

  private FoundDevice device;
  private ProgramCache cache;

  @BeforeEach
  void takeADevice() {
    device = Devices.first();
    cache = new ProgramCache(directory, device.description());
  }

  /** What the program stores that has this value compiled in. */
  private int run(int value) {
    try (DeviceQueue queue = DeviceQueue.open(device.handle(), Optional.of(cache));
        DeviceBuffer to = queue.buffer(Integer.BYTES);
        DeviceProgram program = queue.program(SOURCE, "-D VALUE=" + value);
        DeviceKernel kernel = program.kernel("store")) {
      DeviceKernel.Range one = new DeviceKernel.Range(1, 1, 1);
      kernel.set(0, to).launch(one, one);
      return to.readInts(0, 1)[0];
    }
  }

  private Path file(int value) {
    return directory.resolve(name(value));
  }

  private String name(int value) {
    return cache.name(
        SOURCE,
        DeviceDescription.compilerOptions(device.description().floats()) + " -D VALUE=" + value);
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  private static void assertRewritten(Path file, byte[] content) throws IOException {
    assertThat(file).isRegularFile().isReadable();
    assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(LONG_AGO);
    assertThat(Files.size(file)).isCloseTo((long) content.length, within(content.length / 2L));
  }

  @Test
  void aProgramIsCompiledOnce() throws IOException {
    assertThat(run(7)).isEqualTo(7);
    age(file(7));

    assertThat(run(7)).isEqualTo(7);

    assertThat(Files.getLastModifiedTime(file(7))).isEqualTo(LONG_AGO);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file(7));
    }
  }

  @Test
  void theLogOfARefusedProgramIsKept() throws IOException {
    BuildException refused;
    try (DeviceQueue queue = DeviceQueue.open(device.handle(), Optional.of(cache))) {
      refused =
          catchThrowableOfType(
              BuildException.class, () -> queue.program("kernel void broken( { }", ""));
    }

    try (Stream<Path> files = Files.list(directory)) {
      Path log = files.toList().get(0);
      assertThat(log).hasContent(refused.log());
      assertThat(refused)
          .hasMessageStartingWith("OpenCL: the driver cannot compile a program: ")
          .hasMessageContaining("install a newer driver or take another --device")
          .hasMessageEndingWith("the compiler's whole log: " + log);
    }
  }

  @Test
  void aDamagedFileIsCompiledAgain() throws IOException {
    run(7);
    byte[] good = Files.readAllBytes(file(7));
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;
    for (byte[] damaged :
        List.of(new byte[0], new byte[32], Arrays.copyOf(good, good.length - 1), flipped)) {
      Files.write(file(7), damaged);
      age(file(7));

      assertThat(run(7)).isEqualTo(7);

      assertRewritten(file(7), good);
    }
  }

  @Test
  void theFileOfAnotherProgramIsCompiledAgain() throws IOException {
    run(7);
    run(8);
    byte[] good = Files.readAllBytes(file(7));
    Files.write(file(7), Files.readAllBytes(file(8)));
    age(file(7));

    assertThat(run(7)).isEqualTo(7);

    assertRewritten(file(7), good);
  }

  @Test
  void whatTheDriverRefusesIsCompiledAgain() throws IOException {
    run(7);
    byte[] good = Files.readAllBytes(file(7));
    byte[] junk = "no program".getBytes(StandardCharsets.US_ASCII);
    byte[] name = name(7).getBytes(StandardCharsets.US_ASCII);
    byte[] checksum =
        Checksum.of(ByteBuffer.allocate(name.length + junk.length).put(name).put(junk).array());
    Files.write(
        file(7),
        ByteBuffer.allocate(checksum.length + junk.length).put(checksum).put(junk).array());
    age(file(7));

    assertThat(run(7)).isEqualTo(7);

    assertRewritten(file(7), good);
  }

  @Test
  void aLinkIsReplaced() throws IOException {
    run(7);
    Path elsewhere = Files.move(file(7), directory.resolve("elsewhere"));
    age(elsewhere);
    Files.createSymbolicLink(file(7), elsewhere);

    assertThat(run(7)).isEqualTo(7);

    assertThat(file(7)).isRegularFile();
    assertThat(Files.isSymbolicLink(file(7))).isFalse();
    assertThat(Files.getLastModifiedTime(elsewhere)).isEqualTo(LONG_AGO);
  }

  @Test
  void theNameDependsOnDriverDeviceOptionsAndSource() {
    DeviceDescription one = device.description();
    DeviceDescription other =
        new DeviceDescription(
            one.platform(),
            one.name(),
            one.vendor(),
            one.driver() + "1",
            one.version(),
            one.kind(),
            one.memory(),
            one.largestAllocation(),
            one.computeUnits(),
            one.localMemory(),
            one.floats());

    assertThat(
            List.of(
                cache.name("a", "b"),
                cache.name("ab", ""),
                cache.name("", "ab"),
                new ProgramCache(directory, other).name("a", "b")))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[0-9a-f]{64}"));
  }
}
