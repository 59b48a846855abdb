package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Course;

/**
 * Performance profiles of the optimizers over a grid, the cost being epochs to a target accuracy.
 *
 * <p>A problem p is a learning rate and a seed at which every optimizer of the profile was run; a
 * rule without a learning rate stands at every one. With t_ps the epochs that optimizer s needs on
 * p, the ratio is r_ps = t_ps / min_s t_ps, infinite if s never reaches the target, and the profile
 * is rho_s(tau) = share of the problems with r_ps at most tau. A problem that no optimizer solves
 * counts as unsolved for all. rho_s(1) is the share of problems on which s is fastest; rho_s for
 * large tau the share that it solves at all.
 *
 * <p>E. D. Dolan, J. J. More, Benchmarking optimization software with performance profiles,
 * Mathematical Programming 91 (2002) 201-213.
 *
 * @param workload what the optimizers share
 * @param target test accuracy to be reached, one of {@link TrialMetrics#TARGETS}
 * @param problems how many
 * @param ratios every optimizer on every problem: the raw table of the profiles
 * @param curves one an optimizer
 */
public record PerformanceProfile(
    Workload workload,
    Semantics semantics,
    double target,
    int problems,
    List<Ratio> ratios,
    List<Curve> curves) {

  public PerformanceProfile {
    ratios = List.copyOf(ratios);
    curves = List.copyOf(curves);
  }

  /**
   * An optimizer on a problem.
   *
   * @param learningRate the problem's; empty if no rule of the profile has one
   * @param epochs to the target; empty if never
   * @param ratio to the fastest; empty if never
   */
  public record Ratio(
      OptionalDouble learningRate,
      long seed,
      OptimizerKind optimizer,
      OptionalInt epochs,
      OptionalDouble ratio) {}

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

  private record Problem(double learningRate, long seed) {}

  private record Group(Workload workload, Semantics semantics) {}

  /**
   * The profiles of all workloads and semantics with two optimizers or more on a common problem,
   * for each target.
   */
  public static List<PerformanceProfile> of(List<Course> courses) {
    Map<Group, List<Course>> groups =
        courses.stream()
            .collect(
                Collectors.groupingBy(
                    course -> new Group(Workload.of(course.trial()), course.trial().semantics()),
                    () ->
                        new TreeMap<>(
                            Comparator.comparing(Group::workload).thenComparing(Group::semantics)),
                    Collectors.toList()));
    List<PerformanceProfile> profiles = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          for (int target = 0; target < TrialMetrics.TARGETS.size(); target++) {
            of(group, members, target).ifPresent(profiles::add);
          }
        });
    return profiles;
  }

  private static Optional<PerformanceProfile> of(Group group, List<Course> courses, int target) {
    TreeSet<OptimizerKind> optimizers = new TreeSet<>();
    courses.forEach(course -> optimizers.add(course.trial().optimizer()));
    List<Ratio> ratios = new ArrayList<>();
    int problems = 0;
    for (Problem problem : problems(courses)) {
      List<Course> runs =
          courses.stream()
              .filter(course -> isOn(course.trial(), problem))
              .sorted(Comparator.comparing(course -> course.trial().optimizer()))
              .toList();
      if (runs.size() == optimizers.size()) {
        problems++;
        ratios.addAll(ratios(problem, runs, target));
      }
    }
    if (optimizers.size() < 2 || problems == 0) {
      return Optional.empty();
    }
    int count = problems;
    return Optional.of(
        new PerformanceProfile(
            group.workload(),
            group.semantics(),
            TrialMetrics.TARGETS.get(target),
            problems,
            ratios,
            optimizers.stream().map(optimizer -> curve(optimizer, ratios, count)).toList()));
  }

  /**
   * In ascending order; a learning rate of 0 stands for none where no rule of the group has one.
   */
  private static List<Problem> problems(List<Course> courses) {
    TreeSet<Double> rates = new TreeSet<>();
    TreeSet<Long> seeds = new TreeSet<>();
    for (Course course : courses) {
      course.trial().learningRate().ifPresent(rates::add);
      seeds.add(course.trial().seed());
    }
    if (rates.isEmpty()) {
      rates.add(0.0);
    }
    return rates.stream()
        .flatMap(rate -> seeds.stream().map(seed -> new Problem(rate, seed)))
        .toList();
  }

  private static boolean isOn(Trial trial, Problem problem) {
    return trial.seed() == problem.seed()
        && trial.learningRate().orElse(problem.learningRate()) == problem.learningRate();
  }

  private static List<Ratio> ratios(Problem problem, List<Course> runs, int target) {
    List<OptionalInt> epochs =
        runs.stream().map(run -> TrialMetrics.of(run).targets().get(target).epochs()).toList();
    OptionalInt fastest =
        epochs.stream().filter(OptionalInt::isPresent).mapToInt(OptionalInt::getAsInt).min();
    List<Ratio> ratios = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      OptionalInt own = epochs.get(i);
      ratios.add(
          new Ratio(
              problem.learningRate() > 0
                  ? OptionalDouble.of(problem.learningRate())
                  : OptionalDouble.empty(),
              problem.seed(),
              runs.get(i).trial().optimizer(),
              own,
              own.isPresent()
                  ? OptionalDouble.of((double) own.getAsInt() / fastest.getAsInt())
                  : OptionalDouble.empty()));
    }
    return ratios;
  }

  private static Curve curve(OptimizerKind optimizer, List<Ratio> ratios, int problems) {
    double[] own =
        ratios.stream()
            .filter(ratio -> ratio.optimizer() == optimizer && ratio.ratio().isPresent())
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
