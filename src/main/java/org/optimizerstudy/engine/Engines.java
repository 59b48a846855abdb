package org.optimizerstudy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Nearest;

/**
 * The catalogue of engines: those named in {@code
 * META-INF/services/org.optimizerstudy.engine.Engine}, one per line, in the order in which they are
 * tried.
 */
public final class Engines {

  private Engines() {}

  /**
   * The engine of a run.
   *
   * @param engine chosen engine
   * @param note reason why no faster engine was chosen; empty if the user requested the engine
   */
  public record Choice(Engine engine, Optional<String> note) {}

  /**
   * An engine that was started and tested.
   *
   * @param engine started engine
   * @param devices devices of the engine, the best first
   * @param note reason why no faster engine was chosen; empty if the user requested the engine
   */
  public record Started(Engine engine, List<ComputeDevice> devices, Optional<String> note) {}

  /** All engines. */
  public static List<Engine> all() {
    return ServiceLoader.load(Engine.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** The keys of all engines. */
  public static List<String> keys() {
    return all().stream().map(Engine::key).toList();
  }

  /**
   * The engine with a key.
   *
   * @throws InvalidInputException if there is none; the message lists those that exist
   */
  public static Engine of(String key) {
    return all().stream()
        .filter(engine -> engine.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "must be one of %s, found \"%s\"%s"
                        .formatted(String.join(", ", keys()), key, Nearest.hint(key, keys()))));
  }

  /** The engines that can run here, in the order of the catalogue. */
  public static List<Engine> runnable() {
    return all().stream().filter(engine -> obstacle(engine.examine()).isEmpty()).toList();
  }

  /**
   * The requested engine, even if it cannot run here; without a request, the first of the catalogue
   * that can run here.
   *
   * @throws InvalidInputException if no engine can run here
   */
  public static Choice choose(Optional<Engine> asked) {
    if (asked.isPresent()) {
      return new Choice(asked.get(), Optional.empty());
    }
    List<String> obstacles = new ArrayList<>();
    for (Engine engine : all()) {
      Optional<Check> obstacle = obstacle(engine.examine());
      if (obstacle.isEmpty()) {
        return new Choice(
            engine,
            obstacles.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    "engine %s runs; %s".formatted(engine.key(), String.join("; ", obstacles))));
      }
      obstacles.add(engine.key() + ": " + obstacle.get().found());
    }
    throw new InvalidInputException("no engine can run here: " + String.join("; ", obstacles));
  }

  /**
   * The {@linkplain #choose chosen} engine, without starting it.
   *
   * @throws InvalidInputException if it cannot run here
   */
  public static Choice chooseRunnable(Optional<Engine> asked) {
    Choice choice = choose(asked);
    asked.ifPresent(engine -> require(engine, engine.examine()));
    return choice;
  }

  /**
   * Starts the {@linkplain #choose chosen} engine and tests its first device.
   *
   * @throws InvalidInputException if it cannot run here
   * @throws MachineException if a test result is wrong
   */
  public static Started start(Optional<Engine> asked) {
    return start(choose(asked));
  }

  /**
   * Starts an engine and tests its first device.
   *
   * @throws InvalidInputException if it cannot run here
   * @throws MachineException if a test result is wrong
   */
  public static Started start(Choice choice) {
    List<ComputeDevice> devices = choice.engine().devices();
    devices.get(0).test();
    return new Started(choice.engine(), devices, choice.note());
  }

  /**
   * The number of sessions that should be open at once.
   *
   * @param devices devices of the engine
   * @param workers requested number of workers
   */
  public static int sessions(
      Engine engine, List<ComputeDevice> devices, Optional<Integer> workers) {
    return workers
        .filter(count -> engine.takesWorkers())
        .orElseGet(() -> devices.stream().mapToInt(ComputeDevice::sessions).sum());
  }

  /**
   * Checks that an engine can run here.
   *
   * @param checks result of {@link Engine#examine}
   * @throws InvalidInputException if it cannot; the message states the reason and what to do
   */
  public static void require(Engine engine, List<Check> checks) {
    obstacle(checks)
        .ifPresent(
            check -> {
              throw new InvalidInputException(
                  "--engine %s: %s; %s"
                      .formatted(engine.key(), check.found(), check.remedy().orElseThrow()));
            });
  }

  private static Optional<Check> obstacle(List<Check> checks) {
    return checks.stream().filter(check -> check.remedy().isPresent()).findFirst();
  }
}
