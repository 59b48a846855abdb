package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Filters;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;

/**
 * Reads and writes a trial's values as the object {@code settings} of trial.json. Absent values are
 * null. {@code filters}, {@code hyper_parameters} and {@code schedule}, which older versions did
 * not have, are written only if they are not the standard values. Hyper-parameters are an object of
 * numbers by name.
 */
final class SettingsJson {

  private static final List<Factor<?>> ADDED =
      List.of(Factor.HYPER_PARAMETERS, Factor.SCHEDULE, Factor.FILTERS);

  private SettingsJson() {}

  static ObjectNode write(Trial trial) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    for (Factor<?> factor : Factor.ALL) {
      put(settings, factor, trial.values());
    }
    return settings;
  }

  private static <T extends Comparable<? super T>> void put(
      ObjectNode settings, Factor<T> factor, FactorValues values) {
    Optional<T> value = values.find(factor);
    if (ADDED.contains(factor) && values.withoutStandard().find(factor).isEmpty()) {
      return;
    }
    if (value.isEmpty()) {
      settings.putNull(factor.key());
    } else if (value.get() instanceof Double number) {
      settings.put(factor.key(), number);
    } else if (value.get() instanceof HyperParameters deviations) {
      ObjectNode object = settings.putObject(factor.key());
      deviations.values().forEach((of, number) -> object.put(of.key(), number));
    } else if (factor.isNumber()) {
      settings.put(factor.key(), Long.parseLong(factor.text(value.get())));
    } else {
      settings.put(factor.key(), factor.text(value.get()));
    }
  }

  /**
   * Reads the values of a trial.
   *
   * @throws InvalidInputException if a value is missing, has a wrong type or breaks a rule, or
   *     there are other members
   */
  static Trial read(JsonFields settings) {
    settings.requireOnly(Factor.ALL.stream().map(Factor::key).toArray(String[]::new));
    FactorValues values = FactorValues.NONE;
    for (Factor<?> factor : Factor.ALL) {
      if (!ADDED.contains(factor) || settings.has(factor.key())) {
        values = with(values, factor, settings);
      }
    }
    return new Trial(
        values.find(Factor.FILTERS).isPresent() || values.find(Factor.NETWORK).isEmpty()
            ? values
            : values.withIfApplicable(Factor.FILTERS, Filters.PER_LAYER));
  }

  private static <T extends Comparable<? super T>> FactorValues with(
      FactorValues values, Factor<T> factor, JsonFields settings) {
    if (settings.isNull(factor.key())) {
      return values;
    }
    String text = text(factor, settings);
    return InvalidInputException.checked(
        TrialJson.SETTINGS + "." + factor.key(), () -> values.withParsed(factor, text));
  }

  private static String text(Factor<?> factor, JsonFields settings) {
    if (factor == Factor.HYPER_PARAMETERS) {
      JsonFields object = settings.object(factor.key());
      Map<String, String> numerals = new LinkedHashMap<>();
      object.names().forEach(name -> numerals.put(name, object.numeral(name)));
      return HyperParameters.text(numerals);
    }
    return factor.isNumber() ? settings.numeral(factor.key()) : settings.text(factor.key());
  }
}
