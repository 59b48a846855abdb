package org.optimizerstudy.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML file with its place, so that every error message can name file, key, rule and
 * the value found. Scalars are read as they are written, because YAML would give {@code 010},
 * {@code 1:30} or {@code yes} another meaning.
 */
final class YamlNode {

  private static final int MAX_TEXT = 300;
  private static final int MAX_FOUND = 80;

  /** Tags that the YAML parser assigns; any other tag is written in the file. */
  private static final Set<Tag> TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.SEQ, Tag.MAP);

  private final YamlFile file;
  private final String path;
  private final Node node;

  /**
   * @param path keys that lead to the value; empty for the root
   * @throws InvalidInputException if the value has an anchor, or a tag of its own
   */
  YamlNode(YamlFile file, String path, Node node) {
    this.file = file;
    this.path = path;
    this.node = node;
    if (node.getAnchor() != null) {
      throw error("must be written out, without anchors and aliases, found &" + node.getAnchor());
    }
    if (!TAGS.contains(node.getTag())) {
      throw error("must have no tag, found " + node.getTag());
    }
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** The keys of a mapping, in the order in which they are written. */
  List<String> keys() {
    return ((MappingNode) node).getValue().stream().map(this::key).toList();
  }

  /** Checks that this is a mapping that has only these keys, each at most once. */
  void requireMapping(Set<String> keys) {
    if (!(node instanceof MappingNode mapping)) {
      throw error("must be a mapping with keys among " + sorted(keys) + ", found " + found());
    }
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = key(entry);
      if (!keys.contains(key)) {
        throw error(
            key,
            String.format(
                Locale.ROOT,
                "unknown key; the keys here are %s%s",
                sorted(keys),
                Nearest.hint(key, keys)));
      }
      int line = entry.getKeyNode().getStartMark().getLine() + 1;
      Integer before = lines.put(key, line);
      if (before != null) {
        throw error(
            key,
            String.format(
                Locale.ROOT, "must be present once, found it in lines %d and %d", before, line));
      }
    }
  }

  Optional<YamlNode> get(String key) {
    return ((MappingNode) node)
        .getValue().stream()
            .filter(entry -> key(entry).equals(key))
            .findFirst()
            .map(entry -> new YamlNode(file, pathOf(key), entry.getValueNode()));
  }

  YamlNode require(String key) {
    return get(key).orElseThrow(() -> error(key, "must be present, found nothing"));
  }

  /** Text of one line without control or invisible characters. */
  String text() {
    if (!(node instanceof ScalarNode scalar)
        || !scalar.getTag().equals(Tag.STR)
        || scalar.getValue().isBlank()) {
      throw error("must be text, in quotes where YAML has another meaning, found " + found());
    }
    String text = scalar.getValue().strip();
    if (!Printable.isLine(text)) {
      throw error("must be one line without control or invisible characters, found " + found());
    }
    if (text.length() > MAX_TEXT) {
      throw error(
          String.format(
              Locale.ROOT, "must be at most %d characters, found %d", MAX_TEXT, text.length()));
    }
    return text;
  }

  /** A value of a factor; a number must be written without quotes. */
  <T extends Comparable<? super T>> T value(Factor<T> factor) {
    return value(factor.type());
  }

  /** A value of a type; a number as it is written, without quotes. */
  <T> T value(ValueType<T> type) {
    if (node instanceof ScalarNode scalar
        && (type.isNumber() && !type.keys().contains(scalar.getValue())
            ? scalar.getScalarStyle() == ScalarStyle.PLAIN
            : !scalar.getValue().isEmpty())) {
      String text = scalar.getValue().isEmpty() ? found() : scalar.getValue();
      return checked(() -> type.parse(text));
    }
    boolean isQuoted = type.isNumber() && node instanceof ScalarNode;
    throw error(
        "must be " + type.rule() + (isQuoted ? " without quotes" : "") + ", found " + found());
  }

  /** The elements of a list that must not be empty or contain duplicates. */
  <T> List<T> list(Function<YamlNode, T> element) {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw error("must be a list with at least one element, found " + found());
    }
    List<T> elements = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (Node value : sequence.getValue()) {
      YamlNode child = new YamlNode(file, path + "[" + elements.size() + "]", value);
      T read = element.apply(child);
      if (!seen.add(read)) {
        throw child.error("must not be listed twice, found " + child.found());
      }
      elements.add(read);
    }
    return elements;
  }

  /** Runs a check and adds the place to the message of its exception. */
  <T> T checked(Supplier<T> check) {
    return InvalidInputException.checked(place(path), check);
  }

  InvalidInputException error(String rule) {
    return new InvalidInputException(place(path) + ": " + rule);
  }

  private InvalidInputException error(String key, String rule) {
    return new InvalidInputException(place(pathOf(key)) + ": " + rule);
  }

  private String key(NodeTuple entry) {
    if (entry.getKeyNode() instanceof ScalarNode key) {
      return key.getValue();
    }
    throw error("must have words as keys, found " + found(entry.getKeyNode()));
  }

  private String place(String of) {
    return of.isEmpty() ? file.name() : file.name() + ": " + of;
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String found() {
    return found(node);
  }

  /** A value as it is written, on one line and shortened. */
  private String found(Node value) {
    String text = file.slice(value.getStartMark(), value.getEndMark()).strip();
    text = text.isEmpty() ? "nothing" : text.replaceAll("\\s+", " ");
    return text.length() <= MAX_FOUND ? text : text.substring(0, MAX_FOUND) + "...";
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }
}
