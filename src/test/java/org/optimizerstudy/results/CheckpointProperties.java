package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Positive;
import net.jqwik.api.constraints.Size;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialId;

/** A checkpoint comes back to the bit or not at all. */
class CheckpointProperties {

  private static final TrialId TRIAL = new TrialId("a.trial-1");
  private static final Path FILE = Path.of("a.checkpoint");

  private static Checkpoint checkpoint() {
    return new Checkpoint(
        TRIAL,
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
      @ForAll int recordsChecksum) {
    byte[] bytes =
        new Checkpoint(
                TRIAL,
                new TrainingState(epoch, iterations, parameters, updaterState),
                recordsLength,
                recordsChecksum)
            .toBytes();

    Checkpoint read = Checkpoint.read(FILE, bytes, TRIAL);

    assertThat(read.state().epoch()).isEqualTo(epoch);
    assertThat(read.state().iterations()).isEqualTo(iterations);
    assertThat(read.state().parameters()).isEqualTo(parameters);
    assertThat(read.state().updaterState()).isEqualTo(updaterState);
    assertThat(read.recordsLength()).isEqualTo(recordsLength);
    assertThat(read.recordsChecksum()).isEqualTo(recordsChecksum);
    assertThat(read.toBytes()).isEqualTo(bytes);
  }

  @Property(tries = 500)
  void aFlippedBitIsDamage(@ForAll @IntRange(max = 76) int at, @ForAll @IntRange(max = 7) int bit) {
    byte[] bytes = checkpoint().toBytes();
    bytes[at] ^= (byte) (1 << bit);

    assertDamaged(bytes);
  }

  @Property(tries = 77)
  void aTruncatedOneIsDamaged(@ForAll @IntRange(max = 76) int length) {
    byte[] bytes = checkpoint().toBytes();
    assertThat(bytes).hasSize(77);

    assertDamaged(Arrays.copyOf(bytes, length));
  }

  @Property(tries = 500)
  void rubbishIsDamaged(@ForAll @Size(max = 200) byte[] rubbish) {
    assertDamaged(rubbish);
  }

  @Example
  void oneOfAnotherTrialIsRefused() {
    assertThatThrownBy(
            () -> Checkpoint.read(FILE, checkpoint().toBytes(), new TrialId("b.trial-1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(FILE + ": must be of trial b.trial-1, found a checkpoint of a.trial-1");
  }

  /** The form of older versions has no id. */
  @Example
  void oneWithoutItsTrialIsRead() {
    byte[] bytes = checkpoint().toBytes();
    byte[] old = new byte[bytes.length - 13];
    System.arraycopy("STUDYCP1".getBytes(StandardCharsets.US_ASCII), 0, old, 0, 8);
    System.arraycopy(bytes, 21, old, 8, old.length - 8);
    ByteBuffer.wrap(old)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(old.length - 4, Checkpoint.checksum(old, old.length - 4));

    assertThat(Checkpoint.read(FILE, old, TRIAL).toBytes()).isEqualTo(bytes);
  }

  private static void assertDamaged(byte[] content) {
    assertThatThrownBy(() -> Checkpoint.read(FILE, content, TRIAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(FILE.toString())
        .hasMessageContaining("found it damaged");
  }
}
