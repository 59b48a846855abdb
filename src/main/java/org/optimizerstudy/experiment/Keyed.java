package org.optimizerstudy.experiment;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A value of a closed set with the name that YAML, command line, CSV and trial ids use for it. */
public interface Keyed {

  /** The name, for example {@code small-cnn}. */
  String key();

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
                    "must be one of " + keys(type) + ", found \"" + key + "\""));
  }

  /** All names of a set, in order, separated by commas. */
  static <E extends Enum<E> & Keyed> String keys(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Keyed::key).collect(Collectors.joining(", "));
  }
}
