package org.optimizerstudy.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.TrialHistory;

/**
 * Performance profiles of the optimizers over workloads. The cost is the number of epochs to a
 * target validation accuracy.
 *
 * <p>A problem p is a workload and a seed. Each optimizer s of the semantics runs on it at the
 * learning rate selected by validation accuracy on the workload. Problems that lack an optimizer
 * are excluded. Let t_ps be the number of epochs that s needs on p. The ratio is r_ps = t_ps /
 * min_s t_ps, infinite if s never reaches the target. The profile rho_s(tau) is the share of
 * problems with r_ps at most tau. A problem that no optimizer solves counts as unsolved for all.
 * rho_s(1) is the share of problems on which s is fastest; for large tau, rho_s is the share that
 * it solves.
 *
 * <p>E. D. Dolan, J. J. More, Benchmarking optimization software with performance profiles,
 * Mathematical Programming 91 (2002) 201-213.
 *
 * @param target validation accuracy to reach, one of {@link TrialMetrics#TARGETS}
 * @param problems number of problems
 * @param ratios one per optimizer and problem: the raw table of the profiles
 * @param curves one per optimizer
 */
public record PerformanceProfile(
    Semantics semantics, double target, int problems, List<Ratio> ratios, List<Curve> curves) {

  public PerformanceProfile {
    ratios = List.copyOf(ratios);
    curves = List.copyOf(curves);
  }

  /**
   * The result of an optimizer on a problem.
   *
   * @param cell the optimizer at its selected learning rate
   * @param epochs epochs to the target; empty if never reached
   * @param ratio epochs divided by those of the fastest; empty if never reached
   */
  public record Ratio(Cell cell, long seed, OptionalInt epochs, OptionalDouble ratio) {}

  /**
   * The profile rho of an optimizer.
   *
   * @param steps the rises, ascending; rho is 0 before the first and constant between and after
   *     them
   */
  public record Curve(OptimizerKind optimizer, List<Step> steps) {
    public Curve {
      steps = List.copyOf(steps);
    }

    /** rho at a ratio. */
    public double at(double tau) {
      return steps.stream()
          .filter(step -> step.tau() <= tau)
          .mapToDouble(Step::share)
          .max()
          .orElse(0);
    }
  }

  /** A rise of rho to a share at a tau. */
  public record Step(double tau, double share) {}

  /**
   * The profiles of each semantics for each target, over the workloads of the study's default
   * setting.
   */
  public static List<PerformanceProfile> of(List<TrialHistory> histories) {
    List<TrialHistory> own =
        histories.stream().filter(history -> history.trial().values().isStandard()).toList();
    Map<Cell, Map<Long, TrialMetrics>> trials = new TreeMap<>();
    for (TrialHistory history : own) {
      trials
          .computeIfAbsent(Cell.of(history.trial()), cell -> new TreeMap<>())
          .put(history.trial().seed(), TrialMetrics.of(history));
    }
    List<Cell> entrants = TunedCells.of(CellMetrics.of(own));
    List<PerformanceProfile> profiles = new ArrayList<>();
    for (Semantics semantics : Semantics.values()) {
      List<Cell> contestants =
          entrants.stream().filter(cell -> cell.semantics() == semantics).toList();
      TreeSet<OptimizerKind> optimizers = new TreeSet<>();
      contestants.forEach(cell -> optimizers.add(cell.optimizer()));
      for (int target = 0; target < TrialMetrics.TARGETS.size(); target++) {
        List<Ratio> ratios = ratios(contestants, optimizers.size(), trials, target);
        if (optimizers.size() > 1 && !ratios.isEmpty()) {
          int problems = ratios.size() / optimizers.size();
          profiles.add(
              new PerformanceProfile(
                  semantics,
                  TrialMetrics.TARGETS.get(target),
                  problems,
                  ratios,
                  optimizers.stream().map(o -> curve(o, ratios, problems)).toList()));
        }
      }
    }
    return profiles;
  }

  private static List<Ratio> ratios(
      List<Cell> contestants,
      int optimizers,
      Map<Cell, Map<Long, TrialMetrics>> trials,
      int target) {
    List<Ratio> ratios = new ArrayList<>();
    TreeSet<FactorValues> workloads = new TreeSet<>();
    contestants.forEach(cell -> workloads.add(cell.workload()));
    for (FactorValues workload : workloads) {
      List<Cell> cells =
          contestants.stream()
              .filter(cell -> cell.workload().equals(workload))
              .sorted(Comparator.comparing(Cell::optimizer))
              .toList();
      TreeSet<Long> seeds = new TreeSet<>(trials.get(cells.get(0)).keySet());
      cells.forEach(cell -> seeds.retainAll(trials.get(cell).keySet()));
      if (cells.size() == optimizers) {
        seeds.forEach(seed -> ratios.addAll(onProblem(cells, seed, trials, target)));
      }
    }
    return ratios;
  }

  private static List<Ratio> onProblem(
      List<Cell> cells, long seed, Map<Cell, Map<Long, TrialMetrics>> trials, int target) {
    List<OptionalInt> epochs =
        cells.stream()
            .map(cell -> trials.get(cell).get(seed).targets().get(target).epochs())
            .toList();
    OptionalInt fastest =
        epochs.stream().filter(OptionalInt::isPresent).mapToInt(OptionalInt::getAsInt).min();
    List<Ratio> ratios = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      OptionalInt own = epochs.get(i);
      OptionalDouble ratio =
          own.isPresent()
              ? OptionalDouble.of((double) own.getAsInt() / fastest.getAsInt())
              : OptionalDouble.empty();
      ratios.add(new Ratio(cells.get(i), seed, own, ratio));
    }
    return ratios;
  }

  private static Curve curve(OptimizerKind optimizer, List<Ratio> ratios, int problems) {
    double[] own =
        ratios.stream()
            .filter(ratio -> ratio.cell().optimizer() == optimizer && ratio.ratio().isPresent())
            .mapToDouble(ratio -> ratio.ratio().getAsDouble())
            .sorted()
            .toArray();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      if (i + 1 == own.length || own[i + 1] > own[i]) {
        steps.add(new Step(own[i], (i + 1.0) / problems));
      }
    }
    return new Curve(optimizer, steps);
  }
}
