package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/** A trial's values as the object {@code settings} of trial.json; absent ones are null. */
final class SettingsJson {

  private SettingsJson() {}

  static ObjectNode write(Trial trial) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("dataset", trial.dataset());
    settings.put("network", trial.network().key());
    settings.put("reading", trial.reading().map(Keyed::key).orElse(null));
    settings.put("optimizer", trial.optimizer().key());
    settings.put("semantics", trial.semantics().key());
    if (trial.learningRate().isPresent()) {
      settings.put("learning_rate", trial.learningRate().getAsDouble());
    } else {
      settings.putNull("learning_rate");
    }
    settings.put("seed", trial.seed());
    settings.put("batch", trial.batch());
    settings.put("epochs", trial.epochs());
    settings.put("initialisation", trial.initialisation().key());
    return settings;
  }

  /**
   * @throws InvalidInputException if a value is missing or breaks a rule
   */
  static Trial read(JsonNode settings) {
    JsonNode rate = settings.path("learning_rate");
    return new Trial(
        settings.path("dataset").asText(),
        constant(settings, "network", NetworkKind.class),
        settings.path("reading").isTextual()
            ? Optional.of(constant(settings, "reading", Reading.class))
            : Optional.empty(),
        constant(settings, "optimizer", OptimizerKind.class),
        constant(settings, "semantics", Semantics.class),
        rate.isNumber() ? OptionalDouble.of(rate.asDouble()) : OptionalDouble.empty(),
        settings.path("seed").asLong(),
        settings.path("batch").asInt(),
        settings.path("epochs").asInt(),
        constant(settings, "initialisation", Initialisation.class));
  }

  private static <E extends Enum<E> & Keyed> E constant(
      JsonNode settings, String name, Class<E> type) {
    try {
      return Keyed.parse(type, settings.path(name).asText());
    } catch (InvalidInputException e) {
      throw e.at(name);
    }
  }
}
