package org.optimizerstudy.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.natives.NativeCache;
import org.optimizerstudy.natives.NativeLibraries;
import org.optimizerstudy.natives.NativeSetting;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;

/** Checks whether a run will work on this machine. */
public final class Doctor {

  private Doctor() {}

  /**
   * Runs all checks.
   *
   * @param output results directory of the run; it need not exist
   * @param engine engine of the run; if empty, the first that can run here
   */
  public static List<Check> examine(Path output, Optional<Engine> engine) {
    Environment environment = environment();
    List<Check> checks = new ArrayList<>();
    checks.add(Machine.java(environment));
    checks.add(Machine.heap());
    checks.add(Machine.handles());
    checks.add(Machine.memory());
    checks.add(Machine.cpu(environment));
    checks.add(Machine.threads(environment));
    checks.addAll(variables(System.getenv()));
    checks.add(cache());
    checks.addAll(computing(engine));
    checks.add(Machine.disk(output));
    checks.add(lock(output));
    return checks;
  }

  /** Native code is not called if the environment variables are invalid. */
  private static Environment environment() {
    Environment environment = Environment.current();
    boolean isBad =
        Arrays.stream(NativeSetting.values())
            .anyMatch(setting -> setting.fault(System.getenv()).isPresent());
    return isBad ? environment : environment.with(NativeLibraries.instructionSet());
  }

  /** The environment variables of the native libraries that are set. */
  static List<Check> variables(Map<String, String> environment) {
    return Arrays.stream(NativeSetting.values())
        .filter(setting -> environment.containsKey(setting.name()))
        .map(
            setting ->
                new Check(
                    "Variable",
                    "%s=%s: %s"
                        .formatted(
                            setting.name(), environment.get(setting.name()), setting.effect()),
                    setting.fault(environment)))
        .toList();
  }

  /** The directory from which the native libraries are loaded. */
  private static Check cache() {
    try {
      return Check.ok(
          "Cache",
          NativeCache.prepare()
              .map(Path::toString)
              .orElse("not needed; the native libraries are on the library path"));
    } catch (InvalidInputException e) {
      return Check.bad("Cache", "cannot be used", e.getMessage());
    }
  }

  /** Checks that load native libraries come last, because ND4J never changes its first backend. */
  private static List<Check> computing(Optional<Engine> asked) {
    List<Check> checks = new ArrayList<>();
    try {
      Engines.Choice choice = Engines.choose(asked);
      if (asked.isEmpty()) {
        Engines.all().stream()
            .filter(other -> !other.key().equals(choice.engine().key()))
            .forEach(other -> checks.add(other(other)));
      }
      checks.addAll(choice.engine().examine());
      if (checks.stream().allMatch(check -> check.remedy().isEmpty())) {
        Check started = start(choice);
        checks.add(started);
        if (started.remedy().isEmpty()) {
          checks.add(data());
        }
      }
    } catch (InvalidInputException e) {
      checks.add(Check.bad("Engine", "cannot be used", e.getMessage()));
    }
    return checks;
  }

  /** An engine that was not requested; it need not be able to run here. */
  private static Check other(Engine engine) {
    return Check.ok(
        "Engine",
        engine.examine().stream()
            .filter(check -> check.remedy().isPresent())
            .findFirst()
            .map(
                check ->
                    "%s cannot run here: %s; see study doctor --engine %s"
                        .formatted(engine.key(), check.found(), engine.key()))
            .orElseGet(
                () ->
                    "%s: %s, with --engine %s"
                        .formatted(engine.key(), engine.title(), engine.key())));
  }

  /** Starts the engine of the run and tests all its devices. */
  private static Check start(Engines.Choice choice) {
    try {
      choice.engine().devices().forEach(ComputeDevice::test);
      return started(choice);
    } catch (MachineException e) {
      return Check.bad("Engine", e.getMessage(), "unset these variables");
    } catch (InvalidInputException e) {
      return Check.bad("Engine", "does not start", e.getMessage());
    } catch (LinkageError | RuntimeException e) {
      return Check.bad(
          "Engine",
          choice.engine().key() + " does not start: " + NativeLibraries.reason(e),
          "the native libraries of this platform must be on the class path (mvn -B package)");
    }
  }

  /** A slower engine is not a fault, because its results are equally correct. */
  static Check started(Engines.Choice choice) {
    return Check.ok(
        "Engine",
        "%s: %s, test results are correct%s"
            .formatted(
                choice.engine().key(),
                choice.engine().title(),
                choice.note().map(note -> "; slower: " + note).orElse("")));
  }

  private static Check lock(Path output) {
    try {
      return ResultsLock.holder(ResultsDirectory.at(output))
          .map(
              holder ->
                  Check.bad(
                      "Lock",
                      output + " is being written by " + holder,
                      "wait for it, stop it or use another --output DIR"))
          .orElseGet(() -> Check.ok("Lock", "no run is writing to " + output));
    } catch (InvalidInputException e) {
      return Check.bad("Lock", e.getMessage(), "use another --output DIR");
    } catch (IOException e) {
      return Check.bad(
          "Lock", "%s/lock: %s".formatted(output, e.getMessage()), "make the file writable");
    }
  }

  private static Check data() {
    try {
      Dataset mnist = Dataset.mnist();
      return Check.ok(
          "Data",
          "MNIST: four files with the official checksums, %d + %d + %d examples"
              .formatted(mnist.training().size(), mnist.validation().size(), mnist.test().size()));
    } catch (InvalidInputException | IOException e) {
      return Check.bad("Data", e.getMessage(), "build again: mvn -B clean package");
    } catch (OutOfMemoryError e) {
      return Check.bad("Data", "the heap is too small to read it", "see the line on the heap");
    }
  }
}
