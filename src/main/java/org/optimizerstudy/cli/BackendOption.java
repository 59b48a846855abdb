package org.optimizerstudy.cli;

import java.util.Optional;
import org.optimizerstudy.backend.Backend;
import org.optimizerstudy.backend.Backends;
import org.optimizerstudy.backend.Devices;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.training.Layers;
import picocli.CommandLine.Option;

/** What computes. */
final class BackendOption {

  @Option(
      names = "--backend",
      paramLabel = "B",
      converter = KeyConverters.OfBackend.class,
      defaultValue = "cpu",
      description = "cpu, or cuda for NVIDIA's GPUs (default: ${DEFAULT-VALUE}).")
  private Backend backend;

  Backend backend() {
    return backend;
  }

  /**
   * Checks layers that were asked for, without touching ND4J.
   *
   * @throws InvalidInputException if the backend never runs them
   */
  void check(Optional<Layers> asked) {
    if (backend == Backend.CUDA) {
      Layers.ofCuda(asked);
    }
  }

  /**
   * Where it computes. Nothing may touch ND4J before this.
   *
   * @throws InvalidInputException if the backend cannot run
   */
  Devices place() {
    return Backends.place(backend);
  }

  /**
   * The layers that were asked for, or else the fastest that run. To be called after {@link
   * #place()}.
   */
  Layers.Choice layers(Optional<Layers> asked) {
    return backend == Backend.CUDA ? Layers.ofCuda(asked) : Layers.choose(asked);
  }

  /**
   * Layers and place. Nothing may touch ND4J before this.
   *
   * @throws InvalidInputException if what was asked for cannot run
   */
  Choice choose(Optional<Layers> asked) {
    check(asked);
    Devices devices = place();
    Layers.Choice layers = layers(asked);
    return new Choice(layers.layers(), layers.note(), devices);
  }

  /**
   * What runs.
   *
   * @param layers whose
   * @param note why these, if nobody asked for them
   * @param devices where
   */
  record Choice(Layers layers, Optional<String> note, Devices devices) {}
}
