package org.optimizerstudy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.execution.LocalWorkers;
import org.optimizerstudy.execution.Machine;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.training.Throughput;
import org.optimizerstudy.training.Throughput.Case;
import org.optimizerstudy.training.Throughput.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures training speed. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures images per second in training with Adam at 0.001, for each network and engine,"
            + " with one worker and with the engine's default number, in alternating rounds.")
final class BenchCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 10_000;
  private static final int MAX_SECONDS = 3_600;

  /** Numbers of trials to compare for engines that train several in lockstep. */
  private static final List<Integer> IN_LOCKSTEP = List.of(1, 8, 30, 90);

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--network",
      paramLabel = "N",
      split = ",",
      converter = KeyConverters.OfNetwork.class,
      description = "Only these networks.")
  private List<NetworkKind> networks = List.of(NetworkKind.values());

  @Option(
      names = "--reading",
      paramLabel = "R",
      split = ",",
      converter = KeyConverters.OfReading.class,
      description = "Only these readings (default: strided, and pooled of the small CNN).")
  private List<Reading> readings = List.of();

  @Option(
      names = "--engine",
      paramLabel = "KEY",
      split = ",",
      converter = KeyConverters.OfEngine.class,
      completionCandidates = KeyConverters.OfEngine.class,
      description =
          "Only these engines, of: ${COMPLETION-CANDIDATES} (default: all that run here).")
  private List<Engine> engines = List.of();

  @Mixin private DeviceOptions choice;

  @Mixin private EngineOption.Replaced replaced;

  @Option(
      names = "--semantics",
      paramLabel = "S",
      split = ",",
      converter = KeyConverters.OfSemantics.class,
      completionCandidates = KeyConverters.OfSemantics.class,
      description = "Semantics of Adam, of: ${COMPLETION-CANDIDATES} (default: dl4j).")
  private List<Semantics> semantics = List.of(Semantics.DL4J);

  @Option(
      names = "--workers",
      paramLabel = "N",
      split = ",",
      description =
          "Numbers of workers, all on the engine's first device (default: one, and the engine's"
              + " default number).")
  private List<Integer> workers = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds per case; the result is their median (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "T",
      defaultValue = "2",
      description = "Seconds per case and round (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new InvalidInputException(
          "--rounds: must be from 1 to %d, found %d".formatted(MAX_ROUNDS, rounds));
    }
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw new InvalidInputException(
          "--seconds: must be above 0 and at most %d, found %s".formatted(MAX_SECONDS, seconds));
    }
    workers.forEach(LocalWorkers::requireCount);
    Machine.heap().require();
    Machine.handles().require();
    EngineOption.prepare(spec);
    List<Case> cases = cases();
    cases.stream().map(Case::device).distinct().forEach(ComputeDevice::test);
    List<Result> results;
    try {
      results = new Throughput(Dataset.mnist(), seconds).measure(cases, rounds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while measuring");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(results));
    } else {
      print(results, out);
    }
    out.flush();
    return 0;
  }

  /** The requested engines on the requested devices. */
  private List<Engine> engines() {
    if (engines.isEmpty()) {
      choice.of(Optional.empty());
      return Engines.runnable();
    }
    return engines.stream().flatMap(engine -> choice.of(Optional.of(engine)).stream()).toList();
  }

  private List<Case> cases() {
    Map<Engine, ComputeDevice> devices = new LinkedHashMap<>();
    for (Engine engine : engines()) {
      if (!workers.isEmpty() && !engine.takesWorkers()) {
        spec.commandLine().getErr().println("note: --workers is ignored for " + engine.key());
      }
      devices.put(engine, engine.devices().get(0));
    }
    List<Case> cases = new ArrayList<>();
    for (NetworkKind network : networks) {
      for (Optional<Reading> reading : readings(network)) {
        for (Semantics rule : semantics) {
          devices.forEach(
              (engine, device) -> {
                for (int count : counts(engine, device)) {
                  for (int most : lockstep(engine, device, trial(network, reading, rule, 1))) {
                    cases.add(
                        new Case(trials(network, reading, rule, most), engine, device, count));
                  }
                }
              });
        }
      }
    }
    return cases;
  }

  private List<Optional<Reading>> readings(NetworkKind network) {
    if (!network.isConvolutional()) {
      return List.of(Optional.empty());
    }
    if (!readings.isEmpty()) {
      return readings.stream().map(Optional::of).toList();
    }
    return network == NetworkKind.SMALL_CNN
        ? Arrays.stream(Reading.values()).map(Optional::of).toList()
        : List.of(Optional.of(Reading.STRIDED));
  }

  private Iterable<Integer> counts(Engine engine, ComputeDevice device) {
    return workers.isEmpty() || !engine.takesWorkers()
        ? new TreeSet<>(List.of(1, device.sessions()))
        : workers;
  }

  /** The numbers of trials per session: the requested one, or several to compare. */
  private List<Integer> lockstep(Engine engine, ComputeDevice device, Trial trial) {
    if (engine.takesWorkers()) {
      return List.of(1);
    }
    int most = device.lockstep(trial);
    return choice.request().lockstep().isPresent()
        ? List.of(most)
        : IN_LOCKSTEP.stream().filter(count -> count <= most).toList();
  }

  private static List<Trial> trials(
      NetworkKind network, Optional<Reading> reading, Semantics rule, int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(seed -> trial(network, reading, rule, seed))
        .toList();
  }

  private static Trial trial(
      NetworkKind network, Optional<Reading> reading, Semantics rule, long seed) {
    return new Trial(
        Trial.MNIST,
        network,
        reading,
        OptimizerKind.ADAM,
        rule,
        OptionalDouble.of(PaperGrid.FIGURE_2_RATE),
        seed,
        Trial.DEFAULT_BATCH,
        Trial.DEFAULT_EPOCHS,
        Trial.DEFAULT_INITIALISATION);
  }

  private static void print(List<Result> results, PrintWriter out) {
    TextTable table =
        new TextTable(
            "network", "engine", "semantics", "workers", "trials", "images/s", "range", "GFLOP/s");
    for (Result result : results) {
      Trial trial = result.what().trial();
      table.add(
          trial.network().key() + trial.reading().map(r -> " " + r.key()).orElse(""),
          result.what().engine().key(),
          trial.semantics().key(),
          Integer.toString(result.what().workers()),
          Integer.toString(result.what().trials().size()),
          String.format(Locale.ROOT, "%,.0f", result.median()),
          String.format(Locale.ROOT, "%,.0f-%,.0f", result.min(), result.max()),
          String.format(Locale.ROOT, "%.1f", result.gigaflops()));
    }
    table.print(out);
  }

  private static String toJson(List<Result> results) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode array = root.putArray("results");
    for (Result result : results) {
      Trial trial = result.what().trial();
      ObjectNode node = array.addObject();
      node.put("network", trial.network().key());
      node.put("reading", trial.reading().map(Keyed::key).orElse(null));
      node.put("engine", result.what().engine().key());
      node.put("semantics", trial.semantics().key());
      node.put("workers", result.what().workers());
      node.put("trials_in_lockstep", result.what().trials().size());
      node.put("images_per_second", result.median());
      node.put("min", result.min());
      node.put("max", result.max());
      node.put("gigaflops", result.gigaflops());
    }
    return mapper.writeValueAsString(root);
  }
}
