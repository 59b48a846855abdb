package org.optimizerstudy.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A value of a closed set with its name in YAML, on the command line, in CSV and in trial ids. */
public interface Keyed {

  /** The name, for example {@code small-cnn}. */
  String key();

  /** Other common names. They are not accepted, but the error message suggests {@link #key()}. */
  default List<String> otherNames() {
    return List.of();
  }

  /**
   * The constant of a name.
   *
   * @throws InvalidInputException if no constant has that name; the message lists those that exist
   */
  static <E extends Enum<E> & Keyed> E parse(Class<E> type, String key) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    String.format(
                        Locale.ROOT,
                        "must be one of %s, found \"%s\"%s",
                        keys(type),
                        key,
                        hint(type, key))));
  }

  private static <E extends Enum<E> & Keyed> String hint(Class<E> type, String key) {
    for (E constant : type.getEnumConstants()) {
      if (constant.otherNames().contains(key.toLowerCase(Locale.ROOT))) {
        return String.format(Locale.ROOT, "; did you mean \"%s\"?", constant.key());
      }
    }
    return Nearest.hint(key, Arrays.stream(type.getEnumConstants()).map(Keyed::key).toList());
  }

  /** All names of a set, in order, separated by commas. */
  static <E extends Enum<E> & Keyed> String keys(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Keyed::key).collect(Collectors.joining(", "));
  }
}
