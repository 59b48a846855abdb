package org.optimizerstudy.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads experiments from YAML files:
 *
 * <pre>{@code
 * title: One line on what the experiment shows
 * include: [figure2]                      # other experiments of the same directory; optional
 * dataset: mnist                          # default; also fashion-mnist, kmnist
 * grids:                                  # optional if there is an include
 *   - networks: [small-cnn, medium-cnn]
 *     readings: [strided]                 # default; also pooled
 *     optimizers:                         # default the six of the paper
 *       - adam
 *       - rmsprop: {epsilon: 1e-4}        # with other hyper-parameters than its defaults
 *     semantics: [dl4j]                   # default; also tensorflow, paper
 *     learning-rates: [0.001]             # default
 *     schedules: [constant]               # default; also cosine, step: of the learning rate
 *     seeds: [1]                          # default
 *     batches: [100]                      # default; full is all 55,000 training examples
 *     epochs: 100                         # default
 *     initialisations: [xavier]           # default; also truncated-normal
 *     filters: [per-layer]                # default; also in-total
 * }</pre>
 *
 * <p>Numbers are decimal, as in JSON. {@code 010}, {@code 0x10}, {@code 1_000} and the like are
 * rejected, because their values in YAML are not what they seem to be.
 */
public final class ExperimentReader {

  private static final Set<String> EXPERIMENT_KEYS = Set.of("title", "include", "dataset", "grids");

  /** Of the axes that are lists of their own; hyper-parameters stand with their optimizer. */
  private static final List<Factor<?>> AXES =
      Factor.AXES.stream()
          .filter(axis -> axis != Factor.OPTIMIZER && axis != Factor.HYPER_PARAMETERS)
          .toList();

  private static final Set<String> GRID_KEYS =
      Stream.concat(Stream.of(Factor.OPTIMIZER), AXES.stream())
          .map(Factor::plural)
          .collect(Collectors.toUnmodifiableSet());

  private final Path directory;

  /**
   * @param directory directory of the experiments that are known by name
   */
  public ExperimentReader(Path directory) {
    this.directory = directory;
  }

  /** The names of all experiments in the directory, sorted. */
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

    Optional<KnownDataset> dataset =
        root.get("dataset")
            .map(node -> node.checked(() -> Keyed.parse(KnownDataset.class, node.text())));

    List<Grid> grids = new ArrayList<>();
    Optional<YamlNode> include = root.get("include");
    if (include.isPresent()) {
      List<Path> path = Stream.concat(including.stream(), Stream.of(file)).toList();
      for (String name : include.get().list(YamlNode::text)) {
        Path included = fileOf(name, file + ": include");
        Experiment other = read(included, path);
        if (other.dataset().isPresent() && !other.dataset().equals(dataset)) {
          throw root.error(
              String.format(
                  Locale.ROOT,
                  "must have dataset: %s, as the included %s, found %s",
                  other.dataset().get().key(),
                  name,
                  dataset.map(KnownDataset::key).orElse("none")));
        }
        grids.addAll(other.grids());
      }
    }
    root.get("grids").ifPresent(node -> node.list(ExperimentReader::grids).forEach(grids::addAll));
    if (grids.isEmpty()) {
      throw root.error("must have grids or include, found neither");
    }
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return root.checked(() -> new Experiment(name, title, dataset, grids));
  }

  /** A grid for each set of hyper-parameters. */
  private static List<Grid> grids(YamlNode node) {
    node.requireMapping(GRID_KEYS);
    Grid grid = Grid.standard();
    for (Factor<?> factor : AXES) {
      grid = withAxis(grid, factor, node);
    }
    Map<HyperParameters, List<OptimizerKind>> optimizers = new LinkedHashMap<>();
    for (Setting setting : optimizers(node)) {
      optimizers
          .computeIfAbsent(setting.hyperParameters(), key -> new ArrayList<>())
          .add(setting.optimizer());
    }
    List<Grid> grids = new ArrayList<>();
    for (Map.Entry<HyperParameters, List<OptimizerKind>> entry : optimizers.entrySet()) {
      Grid one =
          grid.with(Factor.HYPER_PARAMETERS, List.of(entry.getKey()))
              .with(Factor.OPTIMIZER, entry.getValue());
      grids.add(node.checked(one::checked));
    }
    return grids;
  }

  /** An optimizer with the hyper-parameters that the file gives it. */
  private record Setting(OptimizerKind optimizer, HyperParameters hyperParameters) {}

  private static List<Setting> optimizers(YamlNode grid) {
    return grid.get(Factor.OPTIMIZER.plural())
        .map(axis -> axis.list(ExperimentReader::setting))
        .orElseGet(
            () ->
                Factor.OPTIMIZER.axis().stream()
                    .map(optimizer -> new Setting(optimizer, HyperParameters.NONE))
                    .toList());
  }

  private static Setting setting(YamlNode node) {
    if (!node.isMapping()) {
      return new Setting(node.value(Factor.OPTIMIZER), HyperParameters.NONE);
    }
    node.requireMapping(Set.copyOf(Factor.OPTIMIZER.keys()));
    if (node.keys().size() != 1) {
      throw node.error(
          "must be one optimizer with its hyper-parameters, found "
              + String.join(", ", node.keys()));
    }
    String key = node.keys().get(0);
    OptimizerKind optimizer = Factor.OPTIMIZER.parse(key);
    YamlNode given = node.require(key);
    given.requireMapping(
        optimizer.hyperParameters().stream()
            .map(HyperParameter::key)
            .collect(Collectors.toUnmodifiableSet()));
    Map<HyperParameter, Double> values = new EnumMap<>(HyperParameter.class);
    for (HyperParameter of : optimizer.hyperParameters()) {
      given.get(of.key()).ifPresent(value -> values.put(of, value.value(of.type())));
    }
    return new Setting(optimizer, new HyperParameters(values));
  }

  private static <T extends Comparable<? super T>> Grid withAxis(
      Grid grid, Factor<T> factor, YamlNode node) {
    if (node.get(factor.plural()).isEmpty() && !factor.axis().isEmpty()) {
      return grid;
    }
    YamlNode axis = node.require(factor.plural());
    return grid.with(
        factor,
        factor.isSingle() ? List.of(axis.value(factor)) : axis.list(value -> value.value(factor)));
  }
}
