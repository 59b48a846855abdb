package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Figure.Point;
import org.optimizerstudy.figures.Figure.Series;
import org.optimizerstudy.metrics.TestAccuracy;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.TrialStatus;

/**
 * The figures that finished trials allow: each kind in every variant that occurs. A figure that
 * compares learning rates needs two of them.
 */
public final class Figures {

  private Figures() {}

  /** In the order of numbers, then of variants. */
  public static List<Figure> of(List<Course> courses) {
    List<Figure> figures = new ArrayList<>();
    for (FigureKind kind : FigureKind.values()) {
      Map<Variant, List<Course>> variants =
          courses.stream()
              .filter(course -> kind.shows(course.trial()))
              .collect(
                  Collectors.groupingBy(
                      course -> Variant.of(course.trial()), TreeMap::new, Collectors.toList()));
      variants.forEach(
          (variant, group) -> {
            Figure figure = figure(kind, variant, group);
            if (!figure.series().isEmpty() && suffices(kind, group)) {
              figures.add(figure);
            }
          });
    }
    return figures;
  }

  private static boolean suffices(FigureKind kind, List<Course> group) {
    return kind.axis() != FigureKind.Axis.LEARNING_RATE || rates(group).size() > 1;
  }

  private static TreeSet<Double> rates(List<Course> courses) {
    TreeSet<Double> rates = new TreeSet<>();
    courses.forEach(course -> course.trial().learningRate().ifPresent(rates::add));
    return rates;
  }

  private static Figure figure(FigureKind kind, Variant variant, List<Course> group) {
    List<Series> series = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (NetworkKind network : kind.networks()) {
      for (OptimizerKind optimizer : kind.optimizers()) {
        List<Course> own =
            group.stream()
                .filter(course -> course.trial().network() == network)
                .filter(course -> course.trial().optimizer() == optimizer)
                .sorted(Comparator.comparingLong(course -> course.trial().seed()))
                .toList();
        String name = Names.of(optimizer) + ", " + Names.of(network);
        if (own.isEmpty()) {
          notes.add("Missing: " + name + ".");
          continue;
        }
        List<Point> points = points(kind, own, rates(group));
        if (!points.isEmpty()) {
          series.add(new Series(network, optimizer, points));
        }
        notes.addAll(notes(kind, name, own));
      }
    }
    return new Figure(kind, variant, series, notes);
  }

  private static List<Point> points(FigureKind kind, List<Course> own, TreeSet<Double> rates) {
    List<Point> points = new ArrayList<>();
    switch (kind.axis()) {
      case OPTIMIZER ->
          add(points, kind, kind.optimizers().indexOf(own.get(0).trial().optimizer()), own);
      case LEARNING_RATE -> {
        for (double rate : rates) {
          add(points, kind, rate, at(own, rate));
        }
      }
      case EPOCH -> points.addAll(EpochCurves.points(kind.quantity(), own));
    }
    return points;
  }

  private static List<Course> at(List<Course> courses, double rate) {
    return courses.stream()
        .filter(
            course ->
                course.trial().learningRate().isEmpty()
                    || course.trial().learningRate().getAsDouble() == rate)
        .toList();
  }

  /** A point of the last records; diverged trials have none. */
  private static void add(List<Point> points, FigureKind kind, double x, List<Course> courses) {
    List<Course> completed =
        courses.stream().filter(c -> c.status() instanceof TrialStatus.Completed).toList();
    if (completed.isEmpty()) {
      return;
    }
    List<Double> values =
        completed.stream()
            .map(course -> course.records().get(course.records().size() - 1))
            .map(kind.quantity()::of)
            .toList();
    points.add(
        new Point(
            x,
            completed.stream().map(course -> course.trial().seed()).toList(),
            values,
            TestAccuracy.interval(values)));
  }

  private static List<String> notes(FigureKind kind, String name, List<Course> own) {
    List<String> notes = new ArrayList<>();
    if (kind.axis() == FigureKind.Axis.LEARNING_RATE) {
      if (own.stream().anyMatch(course -> course.trial().learningRate().isEmpty())) {
        notes.add(name + ": the rule has no learning rate; the same value stands at each.");
      } else {
        kind.learningRates().stream()
            .filter(rate -> at(own, rate).isEmpty())
            .forEach(
                rate ->
                    notes.add(
                        String.format(
                            Locale.ROOT,
                            "Missing: %s at learning rate %s.",
                            name,
                            TrialId.plain(rate))));
      }
    }
    for (Course course : own) {
      if (course.status() instanceof TrialStatus.Diverged diverged) {
        String rate =
            course.trial().learningRate().isPresent()
                ? " at " + TrialId.plain(course.trial().learningRate().getAsDouble())
                : "";
        notes.add(
            String.format(
                Locale.ROOT,
                "%s%s, seed %d: diverged in epoch %d.",
                name,
                rate,
                course.trial().seed(),
                diverged.epoch()));
      }
    }
    return notes;
  }
}
