package org.optimizerstudy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A section of SECURITY.md beside the class path. Its tables have two forms: {@code artifact,
 * without, here, why}, where "here" may be "excluded", and {@code artifact, version, inside, ...}
 * of what a jar holds.
 *
 * @param rows the cells of all rows, by column
 */
record SecurityTables(List<Map<String, String>> rows) {

  private static final Pattern COORDINATES = Pattern.compile("`([\\w.-]+):([\\w.-]+)`");

  /** The section with a heading, up to the next one. */
  static SecurityTables of(String heading) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> columns = List.of();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("SECURITY.md"))) {
      if (line.startsWith("#")) {
        inside = line.equals(heading);
      } else if (!line.startsWith("|")) {
        columns = List.of();
      } else if (inside) {
        List<String> cells =
            Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList();
        if (columns.isEmpty()) {
          columns = cells;
        } else if (!cells.get(0).startsWith("---")) {
          Map<String, String> row = new TreeMap<>();
          for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
          }
          rows.add(row);
        }
      }
    }
    assertThat(rows).as(heading).isNotEmpty();
    return new SecurityTables(rows);
  }

  /** Every version that the tables tell is that of the class path. */
  void requireVersions() throws IOException {
    for (Map<String, String> row : rows) {
      String artifact = row.get("artifact");
      if (row.containsKey("here")) {
        String found = versionOf(artifact).orElse("excluded");
        assertThat(found).as(artifact).isEqualTo(row.get("here"));
      } else {
        assertThat(embedded(row.get("inside")))
            .as("inside %s", row.get("inside"))
            .contains(name(artifact) + " " + row.get("version"));
      }
    }
  }

  /** Every artifact inside a jar has its row. */
  void requireAllInside(String... jars) throws IOException {
    for (String jar : jars) {
      Set<String> told =
          rows.stream()
              .filter(row -> row.getOrDefault("inside", "").equals("`" + jar + "`"))
              .map(row -> name(row.get("artifact")) + " " + row.get("version"))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> found = embedded("`" + jar + "`");
      found.removeIf(artifact -> artifact.startsWith(jar + " "));
      found.removeIf(artifact -> artifact.contains(":listenablefuture ")); // holds nothing
      assertThat(told).as("inside %s", jar).isEqualTo(found);
    }
  }

  private static String name(String cell) {
    Matcher matcher = COORDINATES.matcher(cell);
    assertThat(matcher.find()).as("`group:artifact` in %s", cell).isTrue();
    return matcher.group(1) + ":" + matcher.group(2);
  }

  /** By the directories of Maven's repository, in which jars lie as group/artifact/version. */
  private static Optional<String> versionOf(String cell) {
    String[] parts = name(cell).split(":");
    Path directory = Path.of(parts[0].replace('.', '/'), parts[1]);
    return jars()
        .filter(jar -> jar.getParent().getParent().endsWith(directory))
        .map(jar -> jar.getParent().getFileName().toString())
        .findFirst();
  }

  /** "group:artifact version" of whatever a jar tells that it holds. */
  private static Set<String> embedded(String cell) throws IOException {
    String[] parts = name(cell).split(":");
    Path directory = Path.of(parts[0].replace('.', '/'), parts[1]);
    Path jar =
        jars()
            .filter(path -> path.getParent().getParent().endsWith(directory))
            .findFirst()
            .orElseThrow();
    Set<String> artifacts = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().matches("META-INF/maven/.*/pom.properties")) {
          Properties properties = new Properties();
          try (InputStream in = file.getInputStream(entry)) {
            properties.load(in);
          }
          artifacts.add(
              "%s:%s %s"
                  .formatted(
                      properties.getProperty("groupId"),
                      properties.getProperty("artifactId"),
                      properties.getProperty("version")));
        }
      }
    }
    return artifacts;
  }

  private static Stream<Path> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of);
  }
}
