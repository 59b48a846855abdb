package org.optimizerstudy.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads experiments from YAML files:
 *
 * <pre>{@code
 * title: One line on what the experiment shows
 * include: [figure2]                      # other experiments of the same directory; optional
 * grids:                                  # optional if there is an include
 *   - networks: [small-cnn, medium-cnn]
 *     readings: [strided]                 # default; also pooled
 *     optimizers: [adam, rmsprop]         # default the six of the paper
 *     semantics: [dl4j]                   # default; also tensorflow, paper
 *     learning-rates: [0.001]             # default
 *     seeds: [1]                          # default
 *     batches: [100]                      # default; full is all 55,000 training examples
 *     epochs: 100                         # default
 *     initialisations: [xavier]           # default; also truncated-normal
 * }</pre>
 *
 * <p>Numbers are decimal, as JSON writes them: {@code 010}, {@code 0x10}, {@code 1_000} and the
 * like are refused, since YAML gives them other values than they seem to have.
 */
public final class ExperimentReader {

  private static final Set<String> EXPERIMENT_KEYS = Set.of("title", "include", "grids");
  private static final Set<String> GRID_KEYS =
      Set.of(
          "networks",
          "readings",
          "optimizers",
          "semantics",
          "learning-rates",
          "seeds",
          "batches",
          "epochs",
          "initialisations");

  private final Path directory;

  /**
   * @param directory where experiments are found by name
   */
  public ExperimentReader(Path directory) {
    this.directory = directory;
  }

  /** The names of all experiments of the directory, sorted. */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new InvalidInputException(
          directory + ": must be the directory of the experiments, found none");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  /**
   * Reads an experiment by its name or from a file.
   *
   * @param nameOrFile a name of {@link #names()}, or the path of a file that ends in .yaml or .yml
   * @throws InvalidInputException if there is no such experiment, or its file breaks a rule
   * @throws IOException if the file cannot be read
   */
  public Experiment read(String nameOrFile) throws IOException {
    boolean isFile = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml");
    if (isFile) {
      return read(Path.of(nameOrFile), List.of());
    }
    if (!names().contains(nameOrFile) && Files.isRegularFile(Path.of(nameOrFile))) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "%s: an experiment file must end in .yaml; rename it", nameOrFile));
    }
    return read(fileOf(nameOrFile, "experiment"), List.of());
  }

  private Path fileOf(String name, String place) throws IOException {
    if (!names().contains(name)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must be one of %s, or a .yaml file, found \"%s\"%s",
              place,
              String.join(", ", names()),
              name,
              Nearest.hint(name, names())));
    }
    return directory.resolve(name + ".yaml");
  }

  private Experiment read(Path file, List<Path> including) throws IOException {
    if (including.contains(file)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "%s: include: must not lead back to itself, found %s", file, including));
    }
    YamlNode root = YamlFile.read(file).root();
    root.requireMapping(EXPERIMENT_KEYS);
    String title = root.require("title").text();

    List<Grid> grids = new ArrayList<>();
    Optional<YamlNode> include = root.get("include");
    if (include.isPresent()) {
      List<Path> path = Stream.concat(including.stream(), Stream.of(file)).toList();
      for (String name : include.get().list(YamlNode::text)) {
        Path included = fileOf(name, file + ": include");
        grids.addAll(read(included, path).grids());
      }
    }
    root.get("grids").ifPresent(node -> grids.addAll(node.list(ExperimentReader::grid)));
    if (grids.isEmpty()) {
      throw root.error("must have grids or include, found neither");
    }
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return root.checked(() -> new Experiment(name, title, grids));
  }

  private static Grid grid(YamlNode node) {
    node.requireMapping(GRID_KEYS);
    List<NetworkKind> networks = node.require("networks").list(n -> n.constant(NetworkKind.class));
    List<Reading> readings =
        list(node, "readings", List.of(Reading.STRIDED), n -> n.constant(Reading.class));
    List<OptimizerKind> optimizers =
        list(node, "optimizers", PaperOptimizers.ALL, n -> n.constant(OptimizerKind.class));
    List<Semantics> semantics =
        list(node, "semantics", List.of(Semantics.DL4J), n -> n.constant(Semantics.class));
    List<Double> rates =
        list(node, "learning-rates", List.of(0.001), ExperimentReader::learningRate);
    List<Long> seeds =
        list(node, "seeds", List.of(1L), n -> n.whole(Long.MIN_VALUE, Long.MAX_VALUE));
    List<Integer> batches =
        list(node, "batches", List.of(Trial.DEFAULT_BATCH), ExperimentReader::batch);
    int epochs =
        node.get("epochs")
            .map(n -> (int) n.whole(1, Trial.MAX_EPOCHS))
            .orElse(Trial.DEFAULT_EPOCHS);
    List<Initialisation> initialisations =
        list(
            node,
            "initialisations",
            List.of(Trial.DEFAULT_INITIALISATION),
            n -> n.constant(Initialisation.class));
    return node.checked(
        () ->
            new Grid(
                networks,
                readings,
                optimizers,
                semantics,
                rates,
                seeds,
                batches,
                epochs,
                initialisations));
  }

  private static <T> List<T> list(
      YamlNode grid, String key, List<T> defaults, Function<YamlNode, T> element) {
    return grid.get(key).map(node -> node.list(element)).orElse(defaults);
  }

  private static double learningRate(YamlNode node) {
    double rate = node.number();
    return node.checked(() -> Trial.checkedLearningRate(rate));
  }

  private static int batch(YamlNode node) {
    return node.isText("full")
        ? Trial.TRAINING_EXAMPLES
        : (int) node.whole(1, Trial.TRAINING_EXAMPLES);
  }
}
