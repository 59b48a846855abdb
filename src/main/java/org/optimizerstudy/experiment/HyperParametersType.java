package org.optimizerstudy.experiment;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hyper-parameters as trial ids have them: {@code beta1-0.8.epsilon-0.0001}. */
record HyperParametersType() implements ValueType<HyperParameters> {

  @Override
  public HyperParameters parse(String text) {
    Map<HyperParameter, Double> values = new EnumMap<>(HyperParameter.class);
    for (String assignment : text.isEmpty() ? new String[0] : text.split("\\.(?=[a-z])")) {
      String key = assignment.replaceFirst("-[0-9].*", "");
      HyperParameter of = Keyed.parse(HyperParameter.class, key);
      String number = assignment.substring(Math.min(assignment.length(), key.length() + 1));
      Double value = InvalidInputException.checked(key, () -> of.type().parse(number));
      if (values.put(of, value) != null) {
        throw new InvalidInputException(
            String.format(Locale.ROOT, "%s: must be present once, found it twice", key));
      }
    }
    return new HyperParameters(values);
  }

  @Override
  public String text(HyperParameters value) {
    return value.text();
  }

  @Override
  public HyperParameters checked(HyperParameters value) {
    value
        .values()
        .forEach(
            (of, number) ->
                InvalidInputException.checked(of.key(), () -> of.type().checked(number)));
    return value;
  }

  @Override
  public String rule() {
    return "hyper-parameters such as epsilon-0.0001";
  }

  @Override
  public boolean isNumber() {
    return false;
  }

  @Override
  public List<String> keys() {
    return List.of();
  }
}
