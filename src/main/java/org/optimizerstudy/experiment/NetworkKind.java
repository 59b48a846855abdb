package org.optimizerstudy.experiment;

import java.util.Optional;
import org.optimizerstudy.experiment.Architecture.Convolutions;
import org.optimizerstudy.experiment.Architecture.Dense;

/** The networks of the study. */
public enum NetworkKind implements Keyed {
  /** Two convolutions of 32 filters, 3x3, then a softmax layer. */
  SMALL_CNN("small-cnn", "small CNN", new Convolutions(2, 3, 32), 26_000, 9_000),
  /** Four convolutions of 64 filters, 7x7, then a softmax layer. */
  MEDIUM_CNN("medium-cnn", "medium CNN", new Convolutions(4, 7, 64), 1_500, 450),
  /** Five dense layers of 100 neurons, then a softmax layer. */
  DEEP_MLP("deep-mlp", "deep MLP", new Dense(5, 100), 110_000, 110_000);

  private final String key;
  private final String label;
  private final Architecture architecture;
  private final int speed;
  private final int pooledSpeed;

  /**
   * @param speed images per second of one worker on the reference machine of docs/speed.md,
   *     rounded, measured with {@code study bench}
   * @param pooledSpeed the same in the pooled reading
   */
  NetworkKind(String key, String label, Architecture architecture, int speed, int pooledSpeed) {
    this.key = key;
    this.label = label;
    this.architecture = architecture;
    this.speed = speed;
    this.pooledSpeed = pooledSpeed;
  }

  @Override
  public String key() {
    return key;
  }

  /** The name in texts and figures, for example {@code small CNN}. */
  public String label() {
    return label;
  }

  /** The hidden layers. */
  public Architecture architecture() {
    return architecture;
  }

  /** Whether the network has convolutions, and with them a {@link Reading}. */
  public boolean isConvolutional() {
    return architecture instanceof Convolutions;
  }

  /** Images per second of one worker on the reference machine: two cores with AVX-512. */
  public int referenceSpeed(Optional<Reading> reading) {
    return reading.equals(Optional.of(Reading.POOLED)) ? pooledSpeed : speed;
  }
}
