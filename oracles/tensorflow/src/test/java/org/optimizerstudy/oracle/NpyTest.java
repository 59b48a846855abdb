package org.optimizerstudy.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir private Path directory;

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = directory.resolve("a.npy");
    float[] values = {1, -2.5f, Float.MIN_VALUE, 0, 3e38f, 7};
    Npy.of(values, 2, 3).write(file);

    assertThat(Npy.read(file).shape()).containsExactly(2, 3);
    assertThat(Npy.read(file).floats()).containsExactly(values);

    Npy.of(new int[] {5, -6}, 2).write(file);
    assertThat(Npy.read(file).shape()).containsExactly(2);
    assertThat(Npy.read(file).ints()).containsExactly(5, -6);
  }

  @Test
  void startsTheValuesAtAMultipleOf64() throws IOException {
    Path file = directory.resolve("a.npy");
    Npy.of(new float[1568 * 10], 1568, 10).write(file);

    assertThat((Files.size(file) - 1568 * 10 * Float.BYTES) % 64).isZero();
  }

  @Test
  void refusesFortranOrderAndOtherTypes() throws IOException {
    Path file = directory.resolve("a.npy");
    Npy.of(new float[4], 2, 2).write(file);
    String fortran = Files.readString(file, StandardCharsets.ISO_8859_1).replace("False", "True ");
    assertThatThrownBy(() -> Npy.read(file).ints()).hasMessageContaining("<f4");

    Files.writeString(file, fortran, StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Npy.read(file)).hasMessageContaining("C order");
  }
}
