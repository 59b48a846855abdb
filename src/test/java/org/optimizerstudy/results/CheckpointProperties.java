package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Positive;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.optimizerstudy.experiment.InvalidInputException;

/** A checkpoint comes back to the bit or not at all. */
class CheckpointProperties {

  private Path file;

  @BeforeProperty
  void create() throws IOException {
    file = Files.createTempFile("study", ".checkpoint");
  }

  @AfterProperty
  void delete() throws IOException {
    Files.delete(file);
  }

  private static Checkpoint checkpoint() {
    return new Checkpoint(
        new TrainingState(7, 3850, new float[] {1, -0.0f, 1e-45f}, new float[] {Float.NaN, 3}),
        1000,
        -5);
  }

  @Property(tries = 200)
  void comesBackToTheBit(
      @ForAll @Positive int epoch,
      @ForAll @Positive long iterations,
      @ForAll @Size(max = 50) float[] parameters,
      @ForAll @Size(max = 50) float[] updaterState,
      @ForAll @Positive long recordsLength,
      @ForAll int recordsChecksum)
      throws IOException {
    byte[] bytes =
        new Checkpoint(
                new TrainingState(epoch, iterations, parameters, updaterState),
                recordsLength,
                recordsChecksum)
            .toBytes();
    Files.write(file, bytes);

    Checkpoint read = Checkpoint.read(file);

    assertThat(read.state().epoch()).isEqualTo(epoch);
    assertThat(read.state().iterations()).isEqualTo(iterations);
    assertThat(read.state().parameters()).isEqualTo(parameters);
    assertThat(read.state().updaterState()).isEqualTo(updaterState);
    assertThat(read.recordsLength()).isEqualTo(recordsLength);
    assertThat(read.recordsChecksum()).isEqualTo(recordsChecksum);
    assertThat(read.toBytes()).isEqualTo(bytes);
  }

  @Property(tries = 500)
  void aFlippedBitIsDamage(@ForAll @IntRange(max = 63) int at, @ForAll @IntRange(max = 7) int bit)
      throws IOException {
    byte[] bytes = checkpoint().toBytes();
    bytes[at] ^= (byte) (1 << bit);
    Files.write(file, bytes);

    assertDamaged();
  }

  @Property(tries = 64)
  void aTruncatedOneIsDamaged(@ForAll @IntRange(max = 63) int length) throws IOException {
    byte[] bytes = checkpoint().toBytes();
    assertThat(bytes).hasSize(64);
    Files.write(file, Arrays.copyOf(bytes, length));

    assertDamaged();
  }

  @Property(tries = 500)
  void rubbishIsDamaged(@ForAll @Size(max = 200) byte[] rubbish) throws IOException {
    Files.write(file, rubbish);

    assertDamaged();
  }

  private void assertDamaged() {
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("found it damaged");
  }
}
