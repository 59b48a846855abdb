package org.optimizerstudy.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value of a YAML file together with its place, so that every complaint can name file, key, rule
 * and the value found.
 */
final class YamlNode {

  private final String file;
  private final String path;
  private final JsonNode node;

  YamlNode(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /** Checks that this is a mapping with no other keys than these. */
  void requireMapping(Set<String> keys) {
    if (!node.isObject()) {
      throw error("must be a mapping with keys among " + sorted(keys) + ", found " + found());
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw child(key).error("unknown key; the keys here are " + sorted(keys));
              }
            });
  }

  Optional<YamlNode> get(String key) {
    return node.has(key) ? Optional.of(child(key)) : Optional.empty();
  }

  YamlNode require(String key) {
    return get(key).orElseThrow(() -> child(key).error("must be present, found nothing"));
  }

  boolean isText(String value) {
    return node.isTextual() && node.textValue().equals(value);
  }

  String text() {
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw error("must be text, found " + found());
    }
    return node.textValue().strip();
  }

  int integer() {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw error("must be a whole number, found " + found());
    }
    return node.intValue();
  }

  long longInteger() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw error("must be a whole number, found " + found());
    }
    return node.longValue();
  }

  double number() {
    if (!node.isNumber()) {
      throw error("must be a number, found " + found());
    }
    return node.doubleValue();
  }

  <E extends Enum<E> & Keyed> E constant(Class<E> type) {
    if (!node.isTextual()) {
      throw error("must be one of " + Keyed.keys(type) + ", found " + found());
    }
    return checked(() -> Keyed.parse(type, node.textValue()));
  }

  /** The elements of a list that must not be empty nor hold anything twice. */
  <T> List<T> list(Function<YamlNode, T> element) {
    if (!node.isArray() || node.isEmpty()) {
      throw error("must be a list with at least one element, found " + found());
    }
    List<T> elements = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (int i = 0; i < node.size(); i++) {
      YamlNode child = new YamlNode(file, path + "[" + i + "]", node.get(i));
      T value = element.apply(child);
      if (!seen.add(value)) {
        throw child.error("must not be listed twice, found " + child.found());
      }
      elements.add(value);
    }
    return elements;
  }

  /** Runs a check whose complaint lacks the place, and adds it. */
  <T> T checked(Supplier<T> check) {
    try {
      return check.get();
    } catch (InvalidInputException e) {
      throw e.at(place());
    }
  }

  InvalidInputException error(String rule) {
    return new InvalidInputException(place() + ": " + rule);
  }

  private YamlNode child(String key) {
    return new YamlNode(file, path.isEmpty() ? key : path + "." + key, node.path(key));
  }

  private String place() {
    return path.isEmpty() ? file : file + ": " + path;
  }

  private String found() {
    String text = node.isMissingNode() || node.isNull() ? "nothing" : node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }
}
