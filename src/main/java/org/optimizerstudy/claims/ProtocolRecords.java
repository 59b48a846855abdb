package org.optimizerstudy.claims;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Setting;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Course;

/**
 * The finished trials of one scope that follow the paper's protocol: MNIST, 100 epochs, and the
 * study's defaults for what the paper leaves open. Others, of fewer epochs, other batches or other
 * initialisations, answer other questions and judge no claim.
 */
final class ProtocolRecords {

  private static final int NAMED = 3;
  private static final long FIRST_SEED = 1;

  private final Scope scope;
  private final Map<Cell, TreeMap<Long, Course>> courses;
  private final Map<Cell, TreeSet<Integer>> otherEpochs;

  private ProtocolRecords(
      Scope scope,
      Map<Cell, TreeMap<Long, Course>> courses,
      Map<Cell, TreeSet<Integer>> otherEpochs) {
    this.scope = scope;
    this.courses = courses;
    this.otherEpochs = otherEpochs;
  }

  static ProtocolRecords of(List<Course> all, Scope scope) {
    Map<Cell, TreeMap<Long, Course>> courses = new LinkedHashMap<>();
    Map<Cell, TreeSet<Integer>> otherEpochs = new LinkedHashMap<>();
    for (Course course : all) {
      Trial trial = course.trial();
      Setting setting = trial.setting();
      Cell cell = Cell.of(trial);
      if (trial.semantics() != scope.semantics() || !isRead(trial, scope)) {
        continue;
      }
      if (setting.isDefault()) {
        courses.computeIfAbsent(cell, c -> new TreeMap<>()).put(trial.seed(), course);
      } else if (setting.isDefaultButForEpochs()) {
        otherEpochs.computeIfAbsent(cell, c -> new TreeSet<>()).add(trial.epochs());
      }
    }
    return new ProtocolRecords(scope, courses, otherEpochs);
  }

  private static boolean isRead(Trial trial, Scope scope) {
    return trial.reading().isEmpty() || trial.reading().equals(scope.reading());
  }

  /** The trials of all seeds that have every cell; empty if there is no such seed. */
  Optional<Evidence> evidence(List<Cell> cells) {
    TreeSet<Long> seeds = new TreeSet<>(seeds(cells.get(0)).keySet());
    cells.forEach(cell -> seeds.retainAll(seeds(cell).keySet()));
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    Map<Cell, List<Course>> complete = new LinkedHashMap<>();
    for (Cell cell : cells) {
      complete.put(cell, seeds.stream().map(seeds(cell)::get).toList());
    }
    return Optional.of(new Evidence(scope.semantics(), complete));
  }

  /**
   * What is missing of the seed that misses least, and how to make it; one plain sentence or two.
   */
  String missing(List<Cell> cells, List<PublishedGrid> grids) {
    long seed = nearestSeed(cells);
    List<Cell> missing =
        cells.stream().distinct().filter(cell -> !seeds(cell).containsKey(seed)).toList();
    String named =
        missing.stream()
            .map(cell -> cell.trial(scope, seed).id())
            .sorted()
            .limit(NAMED)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    String rest =
        missing.size() > NAMED
            ? String.format(Locale.ROOT, " and %d more", missing.size() - NAMED)
            : "";
    TreeSet<Integer> epochs = new TreeSet<>();
    missing.forEach(cell -> epochs.addAll(otherEpochs.getOrDefault(cell, new TreeSet<>())));
    String others =
        epochs.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                " There are runs of %s epochs, but the claim is about %d.",
                epochs.stream().map(Object::toString).collect(Collectors.joining(" and ")),
                Trial.DEFAULT_EPOCHS);
    return String.format(
        Locale.ROOT,
        "%d of %d trials are missing: %s%s; made by %s.%s",
        missing.size(),
        cells.stream().distinct().count(),
        named,
        rest,
        commands(missing, grids, seed),
        others);
  }

  private String commands(List<Cell> missing, List<PublishedGrid> grids, long seed) {
    List<OptimizerKind> optimizers = missing.stream().map(Cell::optimizer).distinct().toList();
    String only =
        optimizers.size() == 1
            ? String.format(Locale.ROOT, " --only '*.%s.*'", optimizers.get(0).key())
            : "";
    String seeds = seed == FIRST_SEED ? "" : " --seeds " + seed;
    return grids.stream()
        .map(grid -> grid.experiment(scope.reading()))
        .distinct()
        .map(
            experiment ->
                String.format(
                    Locale.ROOT,
                    "`./study run %s --semantics %s%s%s`",
                    experiment,
                    scope.semantics().key(),
                    seeds,
                    only))
        .collect(Collectors.joining(" and "));
  }

  /** The seed with the most of the cells, the smallest of them; 1 if there is no trial at all. */
  private long nearestSeed(List<Cell> cells) {
    Map<Long, Long> counts =
        cells.stream()
            .distinct()
            .flatMap(cell -> seeds(cell).keySet().stream())
            .collect(Collectors.groupingBy(seed -> seed, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .min(
            Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(FIRST_SEED);
  }

  private TreeMap<Long, Course> seeds(Cell cell) {
    return courses.getOrDefault(cell, new TreeMap<>());
  }
}
