package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The table of docs/migrate.md is generated from the rules. {@code mvn test -Dtest=MigrationTest
 * -Dreadme=write} writes it.
 */
class MigrationTest {

  private static final Path DOCUMENT = Path.of("docs/migrate.md");
  private static final String BEGIN = "<!-- migrations -->\n";
  private static final String END = "<!-- end of migrations -->\n";

  @Test
  void theDocumentHasTheMigrations() throws IOException {
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    String after = text.substring(text.indexOf(END));
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(DOCUMENT, text.substring(0, begin) + table() + after);
    } else {
      assertThat(text.substring(begin, text.indexOf(END))).isEqualTo(table());
    }
  }

  private static String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| TensorFlow | the same steps | nearest of DL4J's own | difference of the nearest |\n");
    text.append("|---|---|---|---|\n");
    for (Migration migration : Migration.all()) {
      text.append(
          "| %s | `%s` | `%s` | %s |\n"
              .formatted(
                  migration.optimizer().key(),
                  migration.exact().orElse(migration.updater()),
                  migration.nearest(),
                  migration.difference().orElse("none")));
    }
    return text.toString();
  }

  @Test
  void gradientDescentAndAdamAreDl4jsOwn() {
    assertThat(Migration.all())
        .filteredOn(migration -> migration.exact().isPresent())
        .extracting(Migration::optimizer)
        .containsExactly(
            OptimizerKind.GRADIENT_DESCENT,
            OptimizerKind.ADAM,
            OptimizerKind.PROXIMAL_GRADIENT_DESCENT);
    Migration adam = Migration.of(OptimizerKind.ADAM);
    assertThat(adam.exact()).contains("new Adam(lr, 0.9, 0.999, 1e-8)");
    assertThat(adam.updater())
        .isEqualTo("new org.optimizerstudy.optimizer.tensorflow.Adam(lr, 0.9, 0.999, 1e-8)");
    assertThat(adam.difference()).isEmpty();
  }

  /** As the table's words say. */
  @Test
  void dl4jsAdadeltaHasTheStepsOfALearningRateOfOne() {
    UpdateRule tensorFlow =
        RuleCatalogue.rule(OptimizerKind.ADADELTA, Semantics.TENSORFLOW, OptionalDouble.of(1));
    UpdateRule dl4j =
        RuleCatalogue.rule(
            OptimizerKind.ADADELTA,
            Semantics.DL4J,
            OptionalDouble.empty(),
            OptimizerKind.ADADELTA.hyperParameters(Semantics.TENSORFLOW));

    assertThat(RuleCatalogue.agree(tensorFlow, dl4j)).isTrue();
    assertThat(Migration.of(OptimizerKind.ADADELTA).nearest())
        .isEqualTo("new AdaDelta(0.95, 1e-8)");
  }

  @Test
  void anOptimizerThatTensorFlowHasNotIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Migration.of(OptimizerKind.NADAM))
        .withMessage("semantics: must be dl4j for nadam, found tensorflow");
  }
}
