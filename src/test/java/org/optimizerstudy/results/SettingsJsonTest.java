package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.Filters;
import org.optimizerstudy.experiment.HyperParameter;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

class SettingsJsonTest {

  private static final Trial USUAL =
      new Trial(
          Trial.MNIST,
          NetworkKind.SMALL_CNN,
          Optional.of(Reading.STRIDED),
          OptimizerKind.ADAM,
          Semantics.DL4J,
          OptionalDouble.of(0.001),
          1,
          100,
          100,
          Initialisation.XAVIER);

  private static final Trial OTHER =
      new Trial(
          USUAL
              .values()
              .with(Factor.FILTERS, Filters.IN_TOTAL)
              .with(
                  Factor.HYPER_PARAMETERS,
                  new HyperParameters(
                      Map.of(HyperParameter.EPSILON, 1e-10, HyperParameter.BETA1, 0.8))));

  @Test
  void theValuesComeBack() {
    for (Trial trial : new Trial[] {USUAL, OTHER}) {
      assertThat(SettingsJson.read(JsonFields.of(SettingsJson.write(trial)))).isEqualTo(trial);
    }
  }

  /** As versions wrote them that knew no hyper-parameters. */
  @Test
  void theStudysOwnValuesOfAddedFactorsDoNotShow() {
    assertThat(SettingsJson.write(USUAL).properties())
        .extracting(Map.Entry::getKey)
        .doesNotContain("filters", "hyper_parameters");
    assertThat(SettingsJson.write(OTHER).get("hyper_parameters"))
        .hasToString("{\"beta1\":0.8,\"epsilon\":1.0E-10}");
  }

  @Test
  void aHyperParameterMustBeANumberOfTheRule() {
    refuses("\"small\"", "settings.hyper_parameters.beta1: must be a number", "beta1");
    refuses("1", "settings.hyper_parameters: beta1: must be from 0 to below 1", "beta1");
    refuses("0.5", "hyper-parameters: must be of beta1, beta2, epsilon for adam", "momentum");
    refuses("0.5", "settings.hyper_parameters: must be one of momentum, decay", "gamma");
  }

  private static void refuses(String value, String complaint, String name) {
    ObjectNode root = SettingsJson.write(USUAL).objectNode();
    ObjectNode settings = SettingsJson.write(USUAL);
    settings
        .putObject("hyper_parameters")
        .set(
            name,
            value.startsWith("\"")
                ? settings.textNode(value)
                : settings.numberNode(Double.parseDouble(value)));
    root.set("settings", settings);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SettingsJson.read(JsonFields.of(root).object("settings")))
        .withMessageStartingWith(complaint);
  }
}
