package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.execution.Machine;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.natives.NativeSetting;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The option that selects the engine. */
final class EngineOption {

  @Option(
      names = "--engine",
      paramLabel = "KEY",
      converter = KeyConverters.OfEngine.class,
      completionCandidates = KeyConverters.OfEngine.class,
      description =
          "The engine that trains, one of: ${COMPLETION-CANDIDATES} (default: the first that can run"
              + " here).")
  private Optional<Engine> engine = Optional.empty();

  @Mixin private DeviceOptions devices;

  @Mixin private Replaced replaced;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Options of earlier versions. Using one is an error; the message names the new option. */
  static final class Replaced {

    @Option(names = "--layers", hidden = true, converter = OfLayers.class)
    private String layers;

    @Option(names = "--backend", hidden = true, converter = OfBackend.class)
    private String backend;
  }

  /** Rejects {@code --layers}. */
  static final class OfLayers implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      throw replaced(value, Map.of("onednn", "onednn", "stock", "nd4j"));
    }
  }

  /** Rejects {@code --backend}. */
  static final class OfBackend implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      throw replaced(value, Map.of("cpu", "onednn or nd4j", "cuda", "nd4j-cuda"));
    }
  }

  private static TypeConversionException replaced(String value, Map<String, String> keys) {
    return new TypeConversionException(
        "replaced by --engine; use --engine "
            + keys.getOrDefault(value, String.join(", ", Engines.keys())));
  }

  /**
   * The requested engine on the requested devices; empty if none was requested.
   *
   * @throws InvalidInputException if the engine does not support the requested devices
   */
  Optional<Engine> asked() {
    return devices.of(engine);
  }

  /**
   * Checks that the engine trains each trial on its own and that no devices were requested.
   *
   * @param place context in words, for example "with --executor spark"
   * @throws InvalidInputException if devices were requested, or an engine whose sessions train many
   *     trials, which other processes cannot share
   */
  void requireSingleTrials(String place) {
    devices.request().requireNone(place);
    engine
        .filter(asked -> !asked.takesWorkers())
        .ifPresent(
            asked -> {
              throw new InvalidInputException(
                  "--engine: must train each trial by itself %s, found %s, which trains many at once; use --executor local"
                      .formatted(place, asked.key()));
            });
  }

  /**
   * The engine that the command will use. Checks the options, the JVM and the environment, and that
   * the engine can run here, but does not start it.
   *
   * @throws InvalidInputException if a check fails
   */
  Engines.Choice choose() {
    Optional<Engine> asked = asked();
    Machine.heap().require();
    Machine.handles().require();
    NativeSetting.check(System.getenv());
    return Engines.chooseRunnable(asked);
  }

  /**
   * Starts and tests an engine, after a line that says so, because this takes seconds. Nothing may
   * use ND4J before this.
   *
   * @throws org.optimizerstudy.engine.MachineException if a test result is wrong
   */
  Engines.Started start(Engines.Choice choice) {
    announce(command);
    return Engines.start(choice);
  }

  /** Chooses, starts and tests the engine; see {@link #choose()} and {@link #start}. */
  Engines.Started start() {
    return start(choose());
  }

  /** Checks the environment before any native library is loaded, and announces the loading. */
  static void prepare(CommandSpec command) {
    NativeSetting.check(System.getenv());
    announce(command);
  }

  /** Prints a line before the loading, which takes seconds. */
  static void announce(CommandSpec command) {
    PrintWriter err = command.commandLine().getErr();
    err.println("study: loading ...");
    err.flush();
  }
}
