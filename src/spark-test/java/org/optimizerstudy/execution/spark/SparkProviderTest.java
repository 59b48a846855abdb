package org.optimizerstudy.execution.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.execution.ExecutorProvider;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.experiment.InvalidInputException;

@Tag("spark")
class SparkProviderTest {

  private final ExecutorProvider provider = new SparkProvider();

  private static Placement at(String master, Map<String, String> conf) {
    return new Placement(
        Optional.empty(), Optional.ofNullable(master), conf, Duration.ofSeconds(10));
  }

  @Test
  void isFoundInThisBuild() {
    assertThat(ServiceLoader.load(ExecutorProvider.class).stream())
        .extracting(found -> found.get().key())
        .containsExactly("spark");
  }

  @Test
  void aMasterThatIsNotThereIsAnErrorAtOnce() throws IOException {
    String master = "spark://127.0.0.1:" + StandaloneCluster.freePort();
    assertThatThrownBy(() -> provider.check(at(master, Map.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--master: must be the address of a running master, found 127.0.0.1:")
        .hasMessageContaining("Connection refused");
  }

  @Test
  void badPlacementsAreNamed() {
    assertBad(at(null, Map.of()), "--master: must be given with --executor spark");
    assertBad(at("spark://host", Map.of()), "--master: must be spark://HOST:PORT");
    assertBad(
        at("local[2]", Map.of("executor.memory", "1g")), "--conf: must be a setting of Spark");
    assertBad(
        new Placement(Optional.of(2), Optional.of("local[2]"), Map.of(), Duration.ofSeconds(1)),
        "--workers: must be given with --executor local alone");
  }

  private void assertBad(Placement placement, String message) {
    assertThatThrownBy(() -> provider.check(placement))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  /** The launcher's options, but for the vector module, which the study does not use. */
  @Test
  void theLauncherOpensWhatSparkNeeds() throws IOException {
    List<String> needed =
        List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")).stream()
            .filter(option -> !option.startsWith("--add-modules"))
            .toList();
    assertThat(Files.readAllLines(Path.of("src/spark/java.options")))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactlyElementsOf(needed);
  }
}
