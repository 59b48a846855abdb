package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * Typed access to a JSON object that was read from a file. Each method throws {@link
 * InvalidInputException} if the member is absent or breaks its rule; the message names the member,
 * the rule and the value found.
 */
final class JsonFields {

  private static final int SHOWN = 100;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final JsonNode object;
  private final String place;

  private JsonFields(JsonNode object, String place) {
    this.object = object;
    this.place = place;
  }

  /** The fields of a file's root object. */
  static JsonFields of(JsonNode root) {
    if (!root.isObject()) {
      throw new InvalidInputException("must be a JSON object, found " + shown(root));
    }
    return new JsonFields(root, "");
  }

  /** The names of all members. */
  List<String> names() {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** Whether the object has this member, possibly null. */
  boolean has(String name) {
    return object.has(name);
  }

  /** Whether the member exists and is null. */
  boolean isNull(String name) {
    return object.path(name).isNull();
  }

  JsonFields object(String name) {
    JsonNode value = object.path(name);
    require(value.isObject(), name, "an object");
    return new JsonFields(value, place + name + ".");
  }

  /** The objects of an array; empty if the member does not exist. */
  List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    if (has(name)) {
      require(object.path(name).isArray(), name, "an array");
      for (JsonNode element : object.path(name)) {
        String at = String.format(Locale.ROOT, "%s%s[%d]", place, name, objects.size());
        if (!element.isObject()) {
          throw new InvalidInputException(at + ": must be an object, found " + shown(element));
        }
        objects.add(new JsonFields(element, at + "."));
      }
    }
    return objects;
  }

  String text(String name) {
    JsonNode value = object.path(name);
    require(value.isTextual() && !value.textValue().isBlank(), name, "a text");
    return value.textValue();
  }

  /** An array of distinct texts. */
  List<String> distinctTexts(String name, Pattern form, String rule) {
    JsonNode array = object.path(name);
    require(array.isArray(), name, "an array of texts");
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode element : array) {
      boolean isRight = element.isTextual() && form.matcher(element.textValue()).matches();
      if (!isRight || !texts.add(element.textValue())) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s%s[%d]: must be %s, found %s",
                place,
                name,
                texts.size(),
                isRight ? "there once" : rule,
                shown(element)));
      }
    }
    return List.copyOf(texts);
  }

  /** Checks that the member is an object that contains only texts. */
  void requireTexts(String name) {
    JsonFields texts = object(name);
    texts.object.properties().forEach(member -> texts.text(member.getKey()));
  }

  String sha256(String name) {
    String text = text(name);
    require(SHA256.matcher(text).matches(), name, "64 hexadecimal digits");
    return text;
  }

  /** An instant in ISO 8601 format. */
  String instant(String name) {
    String text = text(name);
    try {
      Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, "a time such as 2025-01-31T12:00:00Z");
    }
    return text;
  }

  /** A number, as text. */
  String numeral(String name) {
    require(object.path(name).isNumber(), name, "a number");
    return object.path(name).asText();
  }

  long integer(String name, long lowest, long highest) {
    JsonNode value = object.path(name);
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= lowest
            && value.longValue() <= highest;
    require(
        fits,
        name,
        lowest == highest
            ? Long.toString(lowest)
            : String.format(Locale.ROOT, "a whole number from %d to %d", lowest, highest));
    return value.longValue();
  }

  /** A finite number that is not negative. */
  double size(String name) {
    JsonNode value = object.path(name);
    double number = value.asDouble(Double.NaN);
    require(
        value.isNumber() && number >= 0 && Double.isFinite(number),
        name,
        "a number that is not negative");
    return number;
  }

  /** The same; empty if the member does not exist. */
  OptionalDouble sizeIfPresent(String name) {
    return has(name) ? OptionalDouble.of(size(name)) : OptionalDouble.empty();
  }

  /** The same; NaN if the member is null. */
  double sizeOrNull(String name) {
    return isNull(name) ? Double.NaN : size(name);
  }

  /** A number from 0 to 1. */
  double fraction(String name) {
    require(object.path(name).asDouble(Double.NaN) <= 1, name, "a number from 0 to 1");
    return size(name);
  }

  /** Checks that there are no other members. */
  void requireOnly(String... names) {
    Set<String> known = Set.of(names);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s%s: must be absent, found %s",
                place,
                member.getKey(),
                shown(member.getValue())));
      }
    }
  }

  /** Checks that none of these members exists. */
  void requireNone(String reason, String... names) {
    for (String name : names) {
      require(!has(name), name, "absent " + reason);
    }
  }

  /** An exception for a member that breaks a rule. */
  InvalidInputException wrong(String name, String rule) {
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "%s%s: must be %s, found %s",
            place,
            name,
            rule,
            shown(object.path(name))));
  }

  private void require(boolean holds, String name, String rule) {
    if (!holds) {
      throw wrong(name, rule);
    }
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " ...";
  }
}
