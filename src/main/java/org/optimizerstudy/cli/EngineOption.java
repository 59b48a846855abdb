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

/** What computes. */
final class EngineOption {

  @Option(
      names = "--engine",
      paramLabel = "KEY",
      converter = KeyConverters.OfEngine.class,
      completionCandidates = KeyConverters.OfEngine.class,
      description =
          "What computes, one of: ${COMPLETION-CANDIDATES} (default: the first of these that runs"
              + " here).")
  private Optional<Engine> engine = Optional.empty();

  @Mixin private DeviceOptions devices;

  @Mixin private Replaced replaced;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Options of earlier versions, which are errors that name the option of today. */
  static final class Replaced {

    @Option(names = "--layers", hidden = true, converter = OfLayers.class)
    private String layers;

    @Option(names = "--backend", hidden = true, converter = OfBackend.class)
    private String backend;
  }

  /** What {@code --layers} took. */
  static final class OfLayers implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      throw replaced(value, Map.of("onednn", "onednn", "stock", "nd4j"));
    }
  }

  /** What {@code --backend} took. */
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
   * The engine that was asked for, on the devices that were asked for; empty for the first that
   * runs here.
   *
   * @throws InvalidInputException if it has no such choice of devices
   */
  Optional<Engine> asked() {
    return devices.of(engine);
  }

  /**
   * Checks that the engine trains each trial by itself, on a device that nobody chose.
   *
   * @param place in words, for example "with --executor spark"
   * @throws InvalidInputException if a device was asked for, or an engine whose sessions train many
   *     trials, which another process than this one cannot share
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
   * The engine, tested; says first what takes seconds. Nothing may touch native libraries before
   * this.
   *
   * @throws InvalidInputException if it cannot run, or the JVM has too little of what training
   *     needs
   * @throws org.optimizerstudy.engine.MachineException if it does not compute right
   */
  Engines.Started start() {
    Optional<Engine> asked = asked();
    Machine.heap().require();
    Machine.handles().require();
    prepare(command);
    return Engines.start(asked);
  }

  /** Checks the environment before any native library is loaded, and says what takes seconds. */
  static void prepare(CommandSpec command) {
    NativeSetting.check(System.getenv());
    announce(command);
  }

  /** Says what takes seconds before a command has anything else to say. */
  static void announce(CommandSpec command) {
    PrintWriter err = command.commandLine().getErr();
    err.println("study: loading ...");
    err.flush();
  }
}
