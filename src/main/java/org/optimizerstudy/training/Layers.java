package org.optimizerstudy.training;

import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.layer.OneDnnLayers;

/** Whose layers compute. Both have the same meaning; results differ by float rounding. */
public enum Layers implements Keyed {
  /** Our layers on oneDNN, for x86-64 CPUs on Linux. */
  ONEDNN("onednn") {
    @Override
    MultiLayerConfiguration apply(MultiLayerConfiguration stock) {
      return OneDnnLayers.accelerate(stock);
    }
  },
  /** DL4J's own. */
  STOCK("stock") {
    @Override
    MultiLayerConfiguration apply(MultiLayerConfiguration stock) {
      return stock;
    }
  };

  private final String key;

  Layers(String key) {
    this.key = key;
  }

  /**
   * The layers of a run.
   *
   * @param layers what runs
   * @param note why these and not the fast ones, if nobody asked for them
   */
  public record Choice(Layers layers, Optional<String> note) {}

  /**
   * The layers on CUDA, where only DL4J's own run.
   *
   * @throws InvalidInputException if oneDNN was asked for
   */
  public static Choice ofCuda(Optional<Layers> asked) {
    if (asked.equals(Optional.of(ONEDNN))) {
      throw new InvalidInputException(
          "--layers: must be stock with --backend cuda, found onednn, which computes on the CPU");
    }
    return new Choice(
        STOCK,
        asked.isPresent()
            ? Optional.empty()
            : Optional.of("DL4J's stock layers run, as always with --backend cuda"));
  }

  /**
   * The layers that were asked for on the CPU, or else the fastest that run here.
   *
   * @throws InvalidInputException if oneDNN was asked for and cannot run
   */
  public static Choice choose(Optional<Layers> asked) {
    if (asked.equals(Optional.of(STOCK))) {
      return new Choice(STOCK, Optional.empty());
    }
    Optional<String> obstacle = OneDnnLayers.unavailable();
    if (obstacle.isEmpty()) {
      return new Choice(ONEDNN, Optional.empty());
    }
    if (asked.isPresent()) {
      throw new InvalidInputException("--layers: must be stock here: " + obstacle.get());
    }
    return new Choice(STOCK, Optional.of("DL4J's stock layers run: " + obstacle.get()));
  }

  @Override
  public String key() {
    return key;
  }

  abstract MultiLayerConfiguration apply(MultiLayerConfiguration stock);
}
