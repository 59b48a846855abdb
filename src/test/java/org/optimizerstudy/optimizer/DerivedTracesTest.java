package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * Compares with the traces of {@code oracles/rules/traces.py}: PyTorch's own, and TensorFlow's
 * kernels written anew, for rules that have no committed trace of a kernel.
 */
class DerivedTracesTest {

  private static final Path TRACES = Path.of("src/test/resources/traces");

  private static final Pattern NAME =
      Pattern.compile(
          "(?<optimizer>[a-z-]+)\\.(?<semantics>[a-z]+)\\.lr(?<rate>[0-9.]+)\\.(?<values>.+)\\.csv");

  /** A committed trace: the file's name says of what. */
  private record Derived(Path file, UpdateRule rule, OptimizerKind optimizer) {

    static Derived of(Path file) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      assertThat(name.matches()).as("name of a trace: %s", file).isTrue();
      OptimizerKind optimizer = Keyed.parse(OptimizerKind.class, name.group("optimizer"));
      HyperParameters values = Factor.HYPER_PARAMETERS.parse(name.group("values"));
      return new Derived(
          file,
          RuleCatalogue.rule(
              optimizer,
              Keyed.parse(Semantics.class, name.group("semantics")),
              OptionalDouble.of(Double.parseDouble(name.group("rate"))),
              values),
          optimizer);
    }
  }

  private static Stream<Derived> derived() throws IOException {
    try (Stream<Path> files = Files.list(TRACES.resolve("derived"))) {
      return files.sorted().map(Derived::of).toList().stream();
    }
  }

  static Stream<Arguments> traces() throws IOException {
    return derived()
        .map(trace -> Arguments.of(trace.file().getFileName(), trace.file(), trace.rule()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void agrees(Path name, Path file, UpdateRule rule) {
    List<float[]> input = Traces.read(TRACES.resolve("gradients.csv"));
    float[] start = input.get(0);

    List<float[]> actual = Traces.of(rule.updater(), start, input.subList(1, input.size()));

    Traces.assertAgreement(actual, Traces.read(file), start);
  }

  @Test
  void everyRuleThatReadsParametersHasTraces() throws IOException {
    Map<OptimizerKind, Integer> counts = new EnumMap<>(OptimizerKind.class);
    derived().forEach(trace -> counts.merge(trace.optimizer(), 1, Integer::sum));
    Set<OptimizerKind> reading = new HashSet<>();
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      for (Semantics semantics : optimizer.semantics()) {
        if (RuleCatalogue.rule(optimizer, semantics).readsParameters()) {
          reading.add(optimizer);
        }
      }
    }
    reading.add(OptimizerKind.RMSPROP); // with a momentum
    assertThat(counts.keySet()).isEqualTo(reading);
    assertThat(counts.values()).allMatch(count -> count >= 6);
  }
}
