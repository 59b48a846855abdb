package org.optimizerstudy.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file as text. It is read as a tree of nodes; no object is constructed from it.
 *
 * @param name for messages
 * @param content the text, without a byte order mark
 */
record YamlFile(String name, String content) {

  /** Far above the size of any experiment file. */
  private static final int MAX_BYTES = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if there is no such file, or it is too large or not UTF-8
   * @throws IOException if it cannot be read
   */
  static YamlFile read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": must be an experiment file, found a directory");
    }
    if (!Files.exists(file)) {
      throw new InvalidInputException("not found: " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": must be a regular file, found a pipe or device; copy it to a file first");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must be at most %d bytes, found %d",
              file,
              MAX_BYTES,
              Files.size(file)));
    }
    String content = decode(file.toString(), Files.readAllBytes(file));
    return new YamlFile(
        file.toString(), content.indexOf(BYTE_ORDER_MARK) == 0 ? content.substring(1) : content);
  }

  private static String decode(String name, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s:%d: must be UTF-8, found the byte 0x%02x; save the file as UTF-8",
              name,
              lineAt(out, out.length()),
              in.get(in.position())));
    }
    return out.toString();
  }

  private static long lineAt(CharSequence text, int end) {
    return 1 + text.chars().limit(end).filter(c -> c == '\n').count();
  }

  /**
   * Parses the file into a tree of nodes.
   *
   * @throws InvalidInputException if it is not valid YAML, or nested too deeply
   */
  YamlNode root() {
    requireVisible();
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_BYTES);
    limits.setMaxAliasesForCollections(10);
    limits.setNestingDepthLimit(10);
    try {
      Node root = new Yaml(limits).compose(new java.io.StringReader(content));
      if (root == null) {
        throw new InvalidInputException(name + ": must be an experiment, found no content");
      }
      return new YamlNode(this, "", root);
    } catch (MarkedYAMLException e) {
      throw new InvalidInputException(invalid(e), e);
    } catch (YAMLException e) {
      throw new InvalidInputException(name + ": must be valid YAML: " + firstLine(e), e);
    }
  }

  /** The text between two positions. */
  String slice(Mark from, Mark to) {
    int start = content.offsetByCodePoints(0, from.getIndex());
    return content.substring(
        start, content.offsetByCodePoints(start, to.getIndex() - from.getIndex()));
  }

  /** Invisible characters could make different names look the same. */
  private void requireVisible() {
    int i = 0;
    while (i < content.length()) {
      int c = content.codePointAt(i);
      if (c != '\n' && c != '\r' && c != '\t' && !Printable.isLine(Character.toString(c))) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s:%d: must have no control or invisible characters, found U+%04X; delete it",
                name,
                lineAt(content, i),
                c));
      }
      i += Character.charCount(c);
    }
  }

  private String invalid(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    int line = mark.getLine();
    boolean isTab = content.lines().skip(line).findFirst().orElse("").matches("[ -]*\t.*");
    return String.format(
        Locale.ROOT,
        "%s:%d: %s",
        name,
        line + 1,
        isTab
            ? "must be indented with spaces, found a tab"
            : "must be valid YAML: " + e.getProblem());
  }

  private static String firstLine(YAMLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
  }
}
