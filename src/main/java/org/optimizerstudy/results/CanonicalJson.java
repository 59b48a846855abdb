package org.optimizerstudy.results;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical form of a JSON value, from which its checksum is computed independently of the
 * file's layout. In UTF-8:
 *
 * <ul>
 *   <li>no white space outside strings;
 *   <li>the members of an object in the order of their names (by UTF-16 code units);
 *   <li>strings in quotation marks, with a backslash before quotation marks and backslashes, the
 *       short escapes of JSON for backspace, tab, line feed, form feed and carriage return, the
 *       escape of four capital digits for other characters below 32, and all other characters
 *       unescaped;
 *   <li>whole numbers written without fraction and exponent in decimal, every other number as the
 *       nearest double in the form of {@link Double#toHexString};
 *   <li>{@code true}, {@code false} and {@code null}.
 * </ul>
 */
final class CanonicalJson {

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  static byte[] of(JsonNode value) {
    CanonicalJson json = new CanonicalJson();
    json.add(value);
    return json.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(JsonNode value) {
    if (value.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      String separator = "{";
      for (Map.Entry<String, JsonNode> member : members.entrySet()) {
        text.append(separator);
        addString(member.getKey());
        text.append(':');
        add(member.getValue());
        separator = ",";
      }
      text.append(members.isEmpty() ? "{}" : "}");
    } else if (value.isArray()) {
      String separator = "[";
      for (JsonNode element : value) {
        text.append(separator);
        add(element);
        separator = ",";
      }
      text.append(value.isEmpty() ? "[]" : "]");
    } else if (value.isTextual()) {
      addString(value.textValue());
    } else if (value.isFloatingPointNumber()) {
      text.append(Double.toHexString(value.doubleValue()));
    } else {
      text.append(value.asText()); // a whole number, true, false or null
    }
  }

  private void addString(String string) {
    text.append('"');
    JsonStringEncoder.getInstance().quoteAsString(string, text);
    text.append('"');
  }
}
