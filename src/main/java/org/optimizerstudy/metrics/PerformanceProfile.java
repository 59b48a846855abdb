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
import org.optimizerstudy.results.Course;

/**
 * Performance profiles of the optimizers over workloads, the cost being epochs to a target
 * validation accuracy.
 *
 * <p>A problem p is a workload and a seed. On it stands each optimizer of the semantics at the
 * learning rate that validation picks on the workload; problems that lack an optimizer are left
 * out. With t_ps the epochs that optimizer s needs on p, the ratio is r_ps = t_ps / min_s t_ps,
 * infinite if s never reaches the target, and the profile is rho_s(tau) = share of the problems
 * with r_ps at most tau. A problem that no optimizer solves counts as unsolved for all. rho_s(1) is
 * the share of problems on which s is fastest; rho_s for large tau the share that it solves at all.
 *
 * <p>E. D. Dolan, J. J. More, Benchmarking optimization software with performance profiles,
 * Mathematical Programming 91 (2002) 201-213.
 *
 * @param target validation accuracy to be reached, one of {@link TrialMetrics#TARGETS}
 * @param problems how many
 * @param ratios every optimizer on every problem: the raw table of the profiles
 * @param curves one per optimizer
 */
public record PerformanceProfile(
    Semantics semantics, double target, int problems, List<Ratio> ratios, List<Curve> curves) {

  public PerformanceProfile {
    ratios = List.copyOf(ratios);
    curves = List.copyOf(curves);
  }

  /**
   * An optimizer on a problem.
   *
   * @param cell the optimizer at its picked learning rate
   * @param epochs to the target; empty if never
   * @param ratio to the fastest; empty if never
   */
  public record Ratio(Cell cell, long seed, OptionalInt epochs, OptionalDouble ratio) {}

  /**
   * rho of an optimizer.
   *
   * @param steps where it rises, ascending; it is constant between them and after the last, and 0
   *     before the first
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

  /** From this tau on, rho is this share. */
  public record Step(double tau, double share) {}

  /**
   * The profiles of each semantics for each target, over the workloads of the study's own setting.
   */
  public static List<PerformanceProfile> of(List<Course> courses) {
    List<Course> own =
        courses.stream().filter(course -> course.trial().values().isStandard()).toList();
    Map<Cell, Map<Long, TrialMetrics>> trials = new TreeMap<>();
    for (Course course : own) {
      trials
          .computeIfAbsent(Cell.of(course.trial()), cell -> new TreeMap<>())
          .put(course.trial().seed(), TrialMetrics.of(course));
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
