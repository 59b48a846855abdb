package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
   * @throws InvalidInputException if a value is missing, of another type or breaks a rule, or there
   *     are others
   */
  static Trial read(JsonFields settings) {
    settings.requireOnly(
        "dataset",
        "network",
        "reading",
        "optimizer",
        "semantics",
        "learning_rate",
        "seed",
        "batch",
        "epochs",
        "initialisation");
    return new Trial(
        settings.text("dataset"),
        constant(settings, "network", NetworkKind.class),
        settings.textOrNull("reading").map(key -> constant(settings, "reading", Reading.class)),
        constant(settings, "optimizer", OptimizerKind.class),
        constant(settings, "semantics", Semantics.class),
        settings.numberOrNull("learning_rate"),
        settings.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        (int) settings.integer("batch", 1, Trial.TRAINING_EXAMPLES),
        (int) settings.integer("epochs", 1, Trial.MAX_EPOCHS),
        constant(settings, "initialisation", Initialisation.class));
  }

  private static <E extends Enum<E> & Keyed> E constant(
      JsonFields settings, String name, Class<E> type) {
    String key = settings.text(name);
    try {
      return Keyed.parse(type, key);
    } catch (InvalidInputException e) {
      throw e.at("settings." + name);
    }
  }
}
