package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.optimizerstudy.backend.Backend;
import org.optimizerstudy.backend.Backends;
import org.optimizerstudy.backend.Devices;
import org.optimizerstudy.execution.Machine;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.NativeSetting;
import org.optimizerstudy.training.Layers;
import org.optimizerstudy.training.SelfTest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What computes. */
final class BackendOption {

  @Option(
      names = "--backend",
      paramLabel = "B",
      converter = KeyConverters.OfBackend.class,
      defaultValue = "cpu",
      description = "cpu, or cuda for NVIDIA's GPUs (default: ${DEFAULT-VALUE}).")
  private Backend backend;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Where a command computes on the CPU, tested; says first what takes seconds. Nothing may touch
   * ND4J before this.
   *
   * @throws InvalidInputException if it cannot
   * @throws org.optimizerstudy.backend.MachineException if it does not compute right
   */
  static void placeOnCpu(CommandSpec command) {
    place(command, Backend.CPU);
    SelfTest.ofArithmetic();
  }

  private static Devices place(CommandSpec command, Backend backend) {
    NativeSetting.check(System.getenv());
    announce(command);
    return Backends.place(backend);
  }

  /** Says what takes seconds before a command has anything else to say. */
  static void announce(CommandSpec command) {
    PrintWriter err = command.commandLine().getErr();
    err.println("study: loading ...");
    err.flush();
  }

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
   * @throws InvalidInputException if the backend cannot run, or the JVM has too little of what
   *     training needs
   */
  Devices place() {
    Machine.heap().require();
    Machine.handles().require();
    return place(command, backend);
  }

  /**
   * The layers that were asked for, or else the fastest that run. To be called after {@link
   * #place()}.
   */
  Layers.Choice layers(Optional<Layers> asked) {
    return backend == Backend.CUDA ? Layers.ofCuda(asked) : Layers.choose(asked);
  }

  /**
   * Layers and place, tested. Nothing may touch ND4J before this.
   *
   * @throws InvalidInputException if what was asked for cannot run
   * @throws org.optimizerstudy.backend.MachineException if it does not compute right
   */
  Choice choose(Optional<Layers> asked) {
    check(asked);
    Devices devices = place();
    Layers.Choice layers = layers(asked);
    SelfTest.of(layers.layers(), devices);
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
